package dev.handsel.stripesim;

import com.stripe.StripeClient;
import com.stripe.net.RequestOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator of its own for each test, with 1,000.00 USD and one ready account. */
abstract class SimulatorTest {

    StripeSimulator simulator;
    StripeClient stripe;
    Wire wire;
    String nora;

    @BeforeEach
    void start() {
        simulator = StripeSimulator.start(StripeSimulator.Settings.defaults());
        wire = new Wire(simulator);
        stripe = StripeClient.builder()
                .setApiKey(simulator.secretKey())
                .setApiBase(simulator.api().toString())
                .build();
        wire.control("topups", "{\"amount\":100000,\"currency\":\"usd\"}");
        nora = ready();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    String ready() {
        return wire.control("accounts", "{\"count\":1,\"country\":\"US\"}").text("/ids/0");
    }

    Answer transfer(long amount, String... headers) {
        return wire.post("/v1/transfers", form(amount), headers);
    }

    String form(long amount) {
        return "amount=" + amount + "&currency=usd&destination=" + nora;
    }

    Answer reverse(String transfer, long amount) {
        return wire.post("/v1/transfers/" + transfer + "/reversals", "amount=" + amount);
    }

    void advance(long seconds) {
        wire.control("clock", "{\"advance_seconds\":" + seconds + "}");
    }

    long available() {
        return wire.get("/v1/balance").number("/available/0/amount");
    }

    long available(String account) {
        return wire.get("/v1/balance", "Stripe-Account", account).number("/available/0/amount");
    }

    long transfers() {
        return wire.control("state").number("/transfers/count");
    }

    RequestOptions as(String account) {
        return RequestOptions.builder().setStripeAccount(account).build();
    }
}
