package dev.handsel.stripesim;

import dev.handsel.stripesim.control.ControlServer;
import dev.handsel.stripesim.http.ApiServer;
import dev.handsel.stripesim.state.World;
import java.net.URI;
import java.time.Clock;

/**
 * Stripe Connect with a memory, on loopback: accounts, transfers, payouts, events and webhooks as documented, and faults on
 * demand. Nothing is kept when it ends.
 */
public final class StripeSimulator implements AutoCloseable {

    private final World world;
    private final ApiServer api;
    private final ControlServer control;
    private final String secretKey;

    /**
     * How it is started.
     *
     * @param port of the API; 0 takes a free one
     * @param controlPort of the control interface; 0 takes a free one
     * @param secretKey the only key it accepts
     * @param country of the platform, ISO 3166
     */
    public record Settings(int port, int controlPort, String secretKey, String country) {
        public static Settings defaults() {
            return new Settings(0, 0, "sk_test_simulated", "US");
        }
    }

    private StripeSimulator(Settings settings) {
        this.secretKey = settings.secretKey();
        this.world = new World(settings.country(), Clock.systemUTC());
        this.api = new ApiServer(settings.port(), secretKey, world);
        this.control = new ControlServer(settings.controlPort(), world, api);
    }

    public static StripeSimulator start(Settings settings) {
        return new StripeSimulator(settings);
    }

    /** Where Stripe's API is, to be used in place of {@code https://api.stripe.com}. */
    public URI api() {
        return api.base();
    }

    /** Where the control interface is. */
    public URI control() {
        return control.base();
    }

    public String secretKey() {
        return secretKey;
    }

    @Override
    public void close() {
        api.close();
        control.close();
        world.events().deliveries().close();
    }
}
