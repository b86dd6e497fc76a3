package dev.handsel.stripesim;

import dev.handsel.stripesim.control.Control;
import dev.handsel.stripesim.http.ApiServer;
import dev.handsel.stripesim.model.VirtualClock;
import dev.handsel.stripesim.state.World;
import java.net.URI;
import java.time.InstantSource;

/**
 * Stripe Connect with a memory, on loopback: accounts, transfers, reversals, payouts, events and webhooks behave as
 * Stripe documents them, and the control port decides what goes wrong.
 */
public final class StripeSimulator implements AutoCloseable {

    private final Settings settings;
    private final World world;
    private final ApiServer api;
    private final Control control;

    /**
     * Where and for whom.
     *
     * @param port of the API, 0 for any free one
     * @param controlPort of the control interface, 0 for any free one
     * @param secretKey the only API key that is let in
     * @param country of the platform, for example {@code US}
     */
    public record Settings(int port, int controlPort, String secretKey, String country) {
        public static Settings defaults() {
            return new Settings(0, 0, "sk_test_simulated", "US");
        }
    }

    private StripeSimulator(Settings settings) {
        this.settings = settings;
        this.world = new World(new VirtualClock(InstantSource.system()), settings.country());
        this.api = new ApiServer(world, settings.port(), settings.secretKey());
        this.control = new Control(world, api, settings.controlPort());
    }

    /** Listens when this returns. */
    public static StripeSimulator start(Settings settings) {
        var simulator = new StripeSimulator(settings);
        simulator.api.start();
        simulator.control.start();
        return simulator;
    }

    public URI api() {
        return api.uri();
    }

    public URI control() {
        return control.uri();
    }

    public String secretKey() {
        return settings.secretKey();
    }

    @Override
    public void close() {
        control.close();
        api.close();
        world.close();
    }
}
