package dev.handsel.stripesim;

import dev.handsel.stripesim.StripeSimulator.Settings;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Runs the simulator as a process of its own, until it is ended. */
public final class Main {

    private static final Set<String> OPTIONS = Set.of("--port", "--control-port", "--secret-key", "--country");

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        var given = new HashMap<String, String>();
        for (int at = 0; at < arguments.length; at += 2) {
            if (!OPTIONS.contains(arguments[at]) || at + 1 == arguments.length) {
                System.err.println("Options, each with a value: " + String.join(" ", OPTIONS));
                System.exit(2);
            }
            given.put(arguments[at], arguments[at + 1]);
        }
        var preset = Settings.defaults();
        var simulator = StripeSimulator.start(new Settings(
                Integer.parseInt(given.getOrDefault("--port", "12111")),
                Integer.parseInt(given.getOrDefault("--control-port", "12112")),
                given.getOrDefault("--secret-key", preset.secretKey()),
                given.getOrDefault("--country", preset.country())));
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        System.out.println("stripe-sim api " + simulator.api() + " control " + simulator.control());
        new CountDownLatch(1).await();
    }
}
