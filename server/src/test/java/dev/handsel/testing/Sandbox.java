package dev.handsel.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.stripesim.StripeSimulator;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated Stripe, driven by its control interface. */
public final class Sandbox implements AutoCloseable {

    /** With which tests sign what they send to the shared server in Stripe's place. */
    public static final String CONNECT_SECRET = "whsec_of_the_shared_server";

    private final StripeSimulator simulator;
    private final Client control;
    private final Client stripe;

    private Sandbox(StripeSimulator simulator) {
        this.simulator = simulator;
        this.control = Client.ofOthers(simulator.control().toString());
        this.stripe = Client.ofOthers(simulator.api().toString());
    }

    /** One of its own. */
    public static Sandbox fresh() {
        return new Sandbox(StripeSimulator.start(StripeSimulator.Settings.defaults()));
    }

    /** The one that the shared server speaks with. */
    public static Sandbox shared() {
        return Shared.SANDBOX;
    }

    private static final class Shared {
        private static final Sandbox SANDBOX = fresh();
    }

    public String api() {
        return simulator.api().toString();
    }

    public String secretKey() {
        return simulator.secretKey();
    }

    /** What a server needs to pay here. */
    public Map<String, String> settings() {
        return Map.of(
                "HANDSEL_STRIPE_API_BASE",
                api(),
                "HANDSEL_STRIPE_API_KEY",
                secretKey(),
                "HANDSEL_STRIPE_RATE",
                "10000",
                "HANDSEL_STRIPE_TIMEOUT",
                "2s");
    }

    public JsonNode control(String path, Map<String, ?> body) {
        var reply = control.post("/control/" + path, JsonMapper.shared().writeValueAsString(body));
        if (reply.status() != 200) {
            throw new IllegalStateException(path + ": " + reply.text());
        }
        return reply.json();
    }

    public JsonNode asked(String path) {
        return control.get("/control/" + path).json();
    }

    /** Something of Stripe's own API. */
    public JsonNode api(String method, String path, String form, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(
                List.of("Authorization", "Bearer " + secretKey(), "Content-Type", "application/x-www-form-urlencoded"));
        return stripe.send(method, path, BodyPublishers.ofString(form), all.toArray(String[]::new))
                .json();
    }

    public void topUp(long amount, String currency) {
        control("topups", Map.of("amount", amount, "currency", currency));
    }

    /** What the platform has, free to be sent. */
    public long available(String currency) {
        return asked("state").get("platform").get("available").path(currency).asLong(0);
    }

    /** Sees to it that so much is there; what tests leave behind does not grow without end. */
    public void provide(long amount, String currency) {
        long missing = amount - available(currency);
        if (missing > 0) {
            topUp(missing, currency);
        }
    }

    /** An account that can be paid. */
    public String account() {
        return control("accounts", Map.of("count", 1, "country", "US"))
                .get("ids")
                .get(0)
                .asString();
    }

    /** The next request to this path goes wrong like this. */
    public void fault(String path, String kind, Map<String, ?> more) {
        var rule = new HashMap<String, Object>(more);
        rule.put("path", path);
        rule.put("kind", kind);
        control("faults", rule);
    }

    /** No transfer of this currency may be larger from now on. */
    public void limit(long most, String currency) {
        control("limits", Map.of("most", most, "currency", currency));
    }

    /** Every transfer that there is for this payout, whole or in parts: what each was worth, by its part. */
    public Map<String, Long> parts(PayoutId payout) {
        var parts = new TreeMap<String, Long>();
        api("GET", "/v1/transfers?limit=100&transfer_group=" + payout.value(), "")
                .get("data")
                .forEach(transfer -> parts.merge(
                        transfer.path("metadata").path("part").asString("whole"),
                        transfer.path("amount").asLong(),
                        (one, another) -> {
                            throw new IllegalStateException("Two transfers of one part of " + payout);
                        }));
        return parts;
    }

    public void noLimits() {
        control.send("DELETE", "/control/limits", BodyPublishers.noBody());
    }

    public void noFaults() {
        control.send("DELETE", "/control/faults", BodyPublishers.noBody());
    }

    public void later(Duration time) {
        control("clock", Map.of("advance_seconds", time.toSeconds()));
    }

    /** How many transfers there are for this payout. */
    public long transfers(String payout) {
        return asked("state?by=payout")
                .path("transfers")
                .path("by_payout")
                .path(payout)
                .asLong(0);
    }

    /** How often this was asked. */
    public long requests(String path) {
        return asked("requests?path=" + path).get("requests").size();
    }

    /** The header by which Stripe signs a body. */
    public static String signature(String secret, byte[] body, Instant at) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(UTF_8));
            return "t=" + at.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
