package dev.handsel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Whoever sends something malformed is told of every fault at once, and of each what is expected. */
@HandselTest
class OnePassTest {

    /** A request and the faults that it has; whoever asks is the first word. */
    private record Malformed(String request, String body, List<String> faults) {
        static Malformed of(String request, String body, String... faults) {
            return new Malformed(request, body, List.of(faults));
        }
    }

    private static final String RULES = """
            {"version": "", "effective_from": "1950-01-01T00:00:00Z", "first_rate_bp": 10001, "recurring_rate_bp": "1",
             "bonus_rate_bp": 1, "bonus_from_month": 0, "hold_days": 1.5, "gap_grace_days": null, "nonsense": 1}""";

    private static final String[] RULES_FAULTS = {
        "/version required",
        "/effective_from out_of_range",
        "/first_rate_bp out_of_range",
        "/recurring_rate_bp wrong_type",
        "/bonus_from_month out_of_range",
        "/hold_days wrong_type",
        "/gap_grace_days required",
        "/attribution_window_days required",
        "/nonsense unknown_member"
    };

    private static final String LIVE = """
            {"name": " ", "mode": "live", "landing_url": "https://other.example/", "allowed_landing_hosts": ["shop.example"],
             "currency": "XTS", "hold_days": -1, "payout_minimums": {"USD": -1, "XTS": 1}, "payout_schedule": "hourly",
             "payout_provider": "simulated", "attribution": {"model": "last_click"}, "clock": "1960-01-01T00:00:00Z"}""";

    private static List<Malformed> all() {
        return List.of(
                Malformed.of(
                        "manager POST /v1/programs",
                        LIVE,
                        "/name required",
                        "/landing_url host_not_allowed",
                        "/currency unknown_currency",
                        "/hold_days out_of_range",
                        "/payout_minimums/USD out_of_range",
                        "/payout_minimums/XTS unknown_currency",
                        "/payout_schedule unknown_value",
                        "/payout_provider live_needs_stripe",
                        "/clock out_of_range",
                        "/clock test_only"),
                Malformed.of(
                        "manager POST /v1/programs",
                        "{\"nonsense\": 1, \"currency\": 840}",
                        "/nonsense unknown_member",
                        "/currency wrong_type",
                        "/name required",
                        "/mode required",
                        "/landing_url required"),
                Malformed.of(
                        "manager PATCH /v1/programs/$program",
                        "{\"slug\": \"x\", \"mode\": \"test\", \"payout_hour\": 24, \"payout_minimums\": {\"XTS\": -1}}",
                        "/slug not_changeable",
                        "/mode not_changeable",
                        "/payout_hour out_of_range",
                        "/payout_minimums/XTS unknown_currency",
                        "/payout_minimums/XTS out_of_range"),
                Malformed.of("manager POST /v1/programs/$program/rule_sets", RULES, RULES_FAULTS),
                Malformed.of("manager POST /v1/programs/$program/rule_sets/preview", RULES, RULES_FAULTS),
                Malformed.of(
                        "manager POST /v1/programs/$program/api_keys",
                        "{\"name\": \" \", \"x\": 1}",
                        "/name malformed",
                        "/x unknown_member"),
                Malformed.of(
                        "manager POST /v1/programs/$program/clock",
                        "{\"now\": \"yesterday\", \"x\": 1}",
                        "/now malformed",
                        "/x unknown_member"),
                Malformed.of(
                        "manager PUT /v1/programs/$program/stripe/billing",
                        "{\"signing_secret\": \"x\", \"y\": 1}",
                        "/signing_secret malformed",
                        "/y unknown_member"),
                Malformed.of(
                        "merchant POST /v1/affiliates",
                        "{\"external_id\": \"\", \"email\": \"x\", \"code\": 1}",
                        "/external_id required",
                        "/email malformed",
                        "/code wrong_type"),
                Malformed.of(
                        "person POST /v1/affiliates/me/links",
                        "{\"slug\": \"-\", \"landing_url\": \"nonsense\", \"name\": \"\", \"x\": null}",
                        "/program required",
                        "/slug malformed",
                        "/landing_url malformed",
                        "/name out_of_range",
                        "/x unknown_member"),
                Malformed.of(
                        "person PATCH /v1/affiliates/me/links/$link",
                        "{\"landing_url\": 1, \"name\": \"\"}",
                        "/landing_url wrong_type",
                        "/name out_of_range"),
                Malformed.of(
                        "person POST /v1/payouts",
                        "{\"currency\": \"XTS\", \"amount\": 0}",
                        "/program required",
                        "/currency unknown_currency",
                        "/amount out_of_range"),
                Malformed.of(
                        "merchant POST /v1/payouts/$payout/simulate",
                        "{\"outcome\": \"transfer_reversed\", \"x\": 1}",
                        "/amount_reversed required",
                        "/x unknown_member"),
                Malformed.of(
                        "merchant POST /v1/payouts/$payout/simulate",
                        "{\"outcome\": \"bank_failed\", \"amount_reversed\": -1}",
                        "/amount_reversed conflict",
                        "/amount_reversed out_of_range"),
                Malformed.of(
                        "manager POST /v1/payouts/$payout/reversals",
                        "{\"amount\": 0}",
                        "/reason required",
                        "/amount out_of_range"),
                Malformed.of(
                        "manager POST /v1/ledger/adjustments",
                        "{\"affiliate\": \"$affiliate\", \"currency\": \"usd\", \"amount\": 0, \"reason\": \"\"}",
                        "/currency unknown_currency",
                        "/amount out_of_range",
                        "/reason required"),
                Malformed.of(
                        "manager POST /v1/ledger/write_offs",
                        "{\"currency\": \"XXX\", \"reason\": 1}",
                        "/affiliate required",
                        "/currency unknown_currency",
                        "/reason wrong_type"),
                Malformed.of(
                        "manager POST /v1/accounts",
                        "{\"email\": \"nobody\", \"roles\": [\"king\"], \"x\": 1}",
                        "/email malformed",
                        "/roles unknown_role",
                        "/x unknown_member"),
                Malformed.of(
                        "manager PUT /v1/accounts/$account/roles",
                        "{\"roles\": [\"king\"], \"x\": 1}",
                        "/roles unknown_role",
                        "/x unknown_member"),
                Malformed.of(
                        "person POST /v1/devices",
                        "{\"name\": \"\", \"x\": 1}",
                        "/name out_of_range",
                        "/x unknown_member"),
                Malformed.of(
                        "person POST /v1/devices/$device/credentials",
                        "{\"overlap_seconds\": -1, \"x\": 1}",
                        "/overlap_seconds out_of_range",
                        "/x unknown_member"),
                Malformed.of(
                        "person POST /v1/devices/$device/signature_checks",
                        "{\"method\": \"\", \"headers\": [[\"a\"]]}",
                        "/method out_of_range",
                        "/url required"),
                Malformed.of(
                        "merchant POST /v1/signatures/verify",
                        "{\"method\": \"GET\", \"headers\": 1}",
                        "/url required",
                        "/headers wrong_type"),
                Malformed.of(
                        "nobody POST /v1/clicks",
                        "{\"program\": \"\", \"url\": 1}",
                        "/program required",
                        "/code required",
                        "/url wrong_type"),
                Malformed.of(
                        "nobody POST /v1/devices/confirmations", "{\"x\": 1}", "/token required", "/x unknown_member"));
    }

    private final Client client;

    @Autowired
    private Bearers bearers;

    OnePassTest(@Value("${handsel.public-url}") String url) {
        this.client = new Client(url);
    }

    @Test
    void every_fault_of_a_body_is_named_at_once() {
        var estate = new Estate(client, bearers).furnished();
        assertThat(all()).hasSizeGreaterThanOrEqualTo(24);
        assertSoftly(softly -> all().forEach(each -> {
            var reply = send(estate, each);
            softly.assertThat(reply.status()).as(each.request()).isEqualTo(400);
            softly.assertThat(reply.faults())
                    .as(each.request() + reply.text())
                    .containsExactlyInAnyOrderElementsOf(each.faults());
            softly.assertThat(reply.text())
                    .as(each.request())
                    .doesNotContain("This is malformed", "not understood", "another type", "Must not be null");
        }));
    }

    @Test
    void every_fault_of_an_event_is_named_at_once() {
        var estate = new Estate(client, bearers).furnished();
        var event = """
                {"id": "", "type": "invoice_paid", "occurred_at": "2999-01-01T00:00:00Z", "customer": "c9", "invoice": "i9",
                 "currency": "XTS", "reason": "create", "tax": 0,
                 "lines": [{"amount": 1, "period_start": "3001-01-01T00:00:00Z", "months": 1}, {"amount": "1"}]}""";
        var reply = client.post("/v1/events", event, "Authorization", estate.merchant);
        assertThat(reply.json()
                        .at("/events/0/errors")
                        .valueStream()
                        .map(fault -> fault.get("pointer").asString()))
                .as(reply.text())
                .contains(
                        "/id",
                        "/occurred_at",
                        "/currency",
                        "/lines/0/period_start",
                        "/lines/1/amount",
                        "/lines/1/months");
        assertThat(reply.text()).contains("in_the_future");
    }

    @Test
    void every_faulty_query_parameter_is_named_at_once() {
        var reply = client.get("/v1/trial/query?from=now&colour=BLUE&days=x");
        assertThat(reply.faults())
                .containsExactlyInAnyOrder("?from malformed", "?colour unknown_value", "?days malformed");
        assertThat(client.get("/v1/trial/query?colour=BLUE").faults())
                .containsExactlyInAnyOrder("?from required", "?colour unknown_value", "?days required");
        assertThat(reply.text()).contains("RFC 3339", "red, dark_blue", "a whole number");
    }

    private Client.Reply send(Estate estate, Malformed each) {
        var words = each.request().split(" ", 3);
        var path = words[2];
        var body = each.body();
        for (var thing : estate.things().entrySet()) {
            path = path.replace("$" + thing.getKey(), thing.getValue());
            body = body.replace("$" + thing.getKey(), thing.getValue());
        }
        var publisher = BodyPublishers.ofString(body);
        if (words[0].equals("nobody")) {
            return client.send(words[1], path, publisher);
        }
        var who = switch (words[0]) {
            case "manager" -> estate.manager;
            case "merchant" -> estate.merchant;
            default -> estate.person;
        };
        if (path.equals("/v1/signatures/verify")) {
            return client.send(words[1], path, publisher, "Authorization", who);
        }
        var key = UUID.randomUUID().toString();
        return client.send(words[1], path, publisher, "Authorization", who, "Idempotency-Key", key, "If-Match", "*");
    }
}
