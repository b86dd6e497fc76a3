package dev.handsel.commissions.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Programs;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Invoices that were booked in the order of their arrival stay so until the owner has them booked anew. */
@HandselTest
class RebookingTest {

    @Autowired
    EventScene scene;

    @Autowired
    Bearers bearers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Recompute recompute;

    @Autowired
    Transactions transactions;

    @Autowired
    Programs programs;

    private Shop shop;
    private Shop.Affiliate nora;

    /** February came first and counted as the first month, as the first engine had it; January came after it. */
    @BeforeEach
    void two_months_booked_in_the_order_of_their_arrival() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.moveTo("2026-02-01T00:00:00Z");
        shop.tell(Event.renewal("in2", "ann", 3000));
        jdbc.sql("update invoice set engine = 'commission/1' where ref = 'in2' and program_id::text = :program")
                .param("program", ProgramId.parse(shop.id()).value().toString())
                .update();
        shop.tell(Event.invoice("in1", "ann", 2000).at("2026-01-01T00:00:00Z"));
    }

    private JsonNode preview() {
        return shop.asManager("/v1/programs/" + shop.id() + "/rule_sets/preview", Map.of("rule_set", "current"))
                .json();
    }

    private JsonNode rebook(String preview) {
        return rebook(bearers.with(Role.OWNER), preview);
    }

    private JsonNode rebook(String owner, String preview) {
        var path = "/v1/programs/" + shop.id() + "/rebookings";
        return shop.as(owner, path, Map.of("preview", preview)).json();
    }

    @Test
    void what_the_first_engine_booked_stays_and_is_moved_by_refunds_as_before() {
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 600", "in2 FIRST 900");
        shop.tell(Event.refund("in2", 1000));
        assertThat(shop.line(nora, "in2", "FIRST").get("reversed").asLong()).isEqualTo(300);
        assertThat(shop.line(nora, "in2", "FIRST").get("recomputed").asBoolean())
                .isFalse();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
    }

    @Test
    void the_owner_sees_what_would_be_booked_and_has_that_very_list_booked() {
        shop.tell(Event.refund("in2", 1000));
        var shown = preview();
        assertThat(shown.at("/totals/0/invoices").asInt()).isOne();
        assertThat(shown.at("/affiliates/0/actual/cost").asLong()).isEqualTo(600);
        assertThat(shown.at("/affiliates/0/draft/cost").asLong()).isEqualTo(300);
        assertThat(rebook(shown.get("preview").asString()).get("preview")).isEqualTo(shown.get("preview"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 600", "in2 FIRST 900", "in2 RECURRING 450");
        assertThat(shop.line(nora, "in2", "RECURRING").get("reversed").asLong()).isEqualTo(150);
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 1050", "USD payable 600", "USD pending 300");
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
        assertThat(shop.verdict().get("ok").asBoolean()).isTrue();
        assertThat(preview().get("totals")).isEmpty();
        var words =
                shop.explanation(shop.line(nora, "in2", "FIRST")).get("words").toString();
        assertThat(words).contains("because of a rebooking");
    }

    @Test
    void a_list_that_has_become_another_one_is_not_booked() {
        var shown = preview().get("preview").asString();
        shop.tell(Event.refund("in2", 1000));
        assertThat(rebook(shown).get("code").asString()).isEqualTo("preview_outdated");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 600", "in2 FIRST 900");
    }

    @Test
    void a_list_that_was_never_shown_keeps_nobody_waiting() {
        var before = preview().get("preview").asString();
        shop.tell(Event.refund("in2", 1000));
        var owner = bearers.with(Role.OWNER);
        // Whoever holds the terms would be waited for.
        var answer = transactions.required(() -> {
            programs.changeTerms(ProgramId.parse(shop.id()));
            return rebook(owner, before);
        });
        assertThat(answer.get("code").asString()).isEqualTo("preview_outdated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "", "0123456789abcdef", " "})
    void what_cannot_name_a_list_is_malformed(String preview) {
        assertThat(rebook(preview).get("code").asString()).isEqualTo("invalid_request");
    }

    @Test
    void a_manager_may_look_and_not_book() {
        var path = "/v1/programs/" + shop.id() + "/rebookings";
        var refused =
                shop.asManager(path, Map.of("preview", preview().get("preview").asString()));
        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void a_rebooking_is_repeated_without_harm() {
        var shown = preview().get("preview").asString();
        rebook(shown);
        var after = preview().get("preview").asString();
        assertThat(rebook(after).get("totals")).isEmpty();
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 600", "in2 FIRST 900", "in2 RECURRING 450");
    }

    /** Bob's invoice is booked by the first engine at the rates of the rule set; a cap counts for those that come after it. */
    private void a_cap_of_march(long most) {
        jdbc.sql("update invoice set engine = 'commission/1' where ref = 'bob1' and program_id::text = :program")
                .param("program", ProgramId.parse(shop.id()).value().toString())
                .update();
        var terms = Map.of(
                "level",
                "affiliate",
                "subject",
                nora.id(),
                "effective_from",
                "2026-03-15T00:00:00Z",
                "conditions",
                Map.of("cap_affiliate_month", Map.of("USD", most)));
        assertThat(shop.asManager("/v1/programs/" + shop.id() + "/terms", terms).status())
                .isEqualTo(201);
    }

    private Event sold(String customer, int number, String at) {
        return Event.renewal(customer + number, customer, 10_000).at(at);
    }

    /** Of 75 in March bob takes 30, until his invoice turns out to be one of a second month and takes 15; cleo has the rest. */
    private void a_month_with_an_invoice_of_the_first_engine() {
        shop.brought(nora, "bob");
        shop.brought(nora, "cleo");
        shop.moveTo("2026-03-20T00:00:00Z");
        shop.tell(sold("bob", 1, "2026-03-01T00:00:00Z"));
        a_cap_of_march(5_000);
        shop.tell(sold("cleo", 1, "2026-03-16T00:00:00Z"));
        shop.tell(sold("bob", 0, "2026-02-01T00:00:00Z"));
        assertThat(shop.lines(nora)).contains("bob1 FIRST 3000", "cleo1 FIRST 2000", "bob0 FIRST 3000");
    }

    @Test
    void the_list_names_what_a_cap_leaves_to_others_then() {
        a_month_with_an_invoice_of_the_first_engine();
        var shown = preview();
        // in2 of ann, bob1, and cleo1, which has 3000 of it now.
        assertThat(shown.at("/affiliates/0/invoices").asInt()).isEqualTo(3);
        assertThat(shown.at("/affiliates/0/actual/cost").asLong()).isEqualTo(900 + 3_000 + 2_000);
        assertThat(shown.at("/affiliates/0/draft/cost").asLong()).isEqualTo(450 + 1_500 + 3_000);
        var before = owed();
        rebook(shown.get("preview").asString());
        assertThat(owed() - before)
                .isEqualTo(shown.at("/affiliates/0/difference").asLong());
        assertThat(shop.lines(nora)).contains("bob1 RECURRING 1500", "cleo1 FIRST 3000");
        assertThat(preview().get("totals")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    private long owed() {
        return shop.commissions(nora).stream()
                .mapToLong(line ->
                        line.get("amount").asLong() - line.get("reversed").asLong())
                .sum();
    }

    @Test
    void what_a_cap_leaves_to_others_is_a_part_of_what_the_list_is_named_by() {
        a_month_with_an_invoice_of_the_first_engine();
        var shown = preview().get("preview").asString();
        shop.tell(sold("cleo", 2, "2026-03-17T00:00:00Z"));
        assertThat(preview().get("preview").asString()).isNotEqualTo(shown);
        assertThat(rebook(shown).get("code").asString()).isEqualTo("preview_outdated");
    }

    @Test
    void an_invoice_of_the_first_engine_takes_its_part_of_a_month_as_it_was_booked() {
        a_month_with_an_invoice_of_the_first_engine();
        shop.tell(Event.refund("bob1", 10_000));
        shop.tell(sold("ann", 9, "2026-03-15T00:00:00Z"));
        assertThat(shop.lines(nora)).contains("ann9 RECURRING 1500", "cleo1 FIRST 500");
        assertThat(shop.line(nora, "bob1", "FIRST").get("recomputed").asBoolean())
                .isFalse();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
        assertThat(shop.verdict().get("violations")).isEmpty();
    }
}
