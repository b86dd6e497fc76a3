package dev.handsel.stripesim;

import dev.handsel.stripesim.StripeSimulator.Settings;
import java.util.concurrent.CountDownLatch;

/** Runs the simulator as its own process, until it is killed. */
final class Main {

    private Main() {}

    @SuppressWarnings("SystemOut") // the line says where it listens
    public static void main(String[] args) throws InterruptedException {
        var simulator = StripeSimulator.start(settings(args));
        System.out.println("stripe-sim api " + simulator.api() + " control " + simulator.control());
        new CountDownLatch(1).await();
    }

    static Settings settings(String... args) {
        var settings = Settings.defaults();
        if (args.length % 2 != 0) {
            throw usage();
        }
        for (int at = 0; at < args.length; at += 2) {
            settings = with(settings, args[at], args[at + 1]);
        }
        return settings;
    }

    private static Settings with(Settings settings, String option, String value) {
        return switch (option) {
            case "--port" ->
                new Settings(Integer.parseInt(value), settings.controlPort(), settings.secretKey(), settings.country());
            case "--control-port" ->
                new Settings(settings.port(), Integer.parseInt(value), settings.secretKey(), settings.country());
            case "--secret-key" -> new Settings(settings.port(), settings.controlPort(), value, settings.country());
            case "--country" -> new Settings(settings.port(), settings.controlPort(), settings.secretKey(), value);
            default -> throw usage();
        };
    }

    private static IllegalArgumentException usage() {
        return new IllegalArgumentException("Options: --port N --control-port N --secret-key KEY --country CODE");
    }
}
