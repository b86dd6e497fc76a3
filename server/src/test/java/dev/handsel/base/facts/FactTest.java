package dev.handsel.base.facts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.Fact.Client;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.base.facts.Fact.Side;
import dev.handsel.base.facts.FactOutcome.Thing;
import dev.handsel.base.facts.FactOutcome.Waiting;
import dev.handsel.base.facts.Reference.ToAffiliate;
import dev.handsel.base.facts.Reference.ToClick;
import dev.handsel.base.facts.Reference.ToCode;
import dev.handsel.base.facts.Reference.ToCoupon;
import dev.handsel.base.facts.Reference.ToCustomer;
import dev.handsel.base.facts.Reference.ToDevice;
import dev.handsel.base.facts.Reference.ToDispute;
import dev.handsel.base.facts.Reference.ToHistory;
import dev.handsel.base.facts.Reference.ToInvoice;
import dev.handsel.base.facts.Reference.ToNamedClick;
import dev.handsel.base.facts.Reference.ToRefund;
import dev.handsel.base.facts.Reference.ToTrade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Envelope ENVELOPE = new Envelope("ev", NOON);
    private static final Client CLIENT = new Client("203.0.113.7", "browser", "print", "laptop");

    private static final Fact CLICK = new Fact.Click(ENVELOPE, "nora", "ref", CLIENT, null, null, null);
    private static final Fact SIGNUP =
            new Fact.Signup(ENVELOPE, "ann", "clk_1", "ref", "nora", "NORA10", "ann@example.org", CLIENT);
    private static final Fact ENROLLED =
            new Fact.AffiliateEnrolled(ENVELOPE, "ann", "anna", List.of("ANN10", "ANN20"), null, CLIENT);
    private static final Fact INVOICE = invoice();
    private static final Fact REFUND = new Fact.Refund(ENVELOPE, null, "in_1", "re_1", 100);
    private static final Fact REFUND_FAILED = new Fact.RefundFailed(ENVELOPE, "re_1");
    private static final Fact OPENED =
            new Fact.DisputeOpened(ENVELOPE, null, "in_1", "dp_1", 100, DisputeKind.CHARGEBACK);
    private static final Fact CLOSED = new Fact.DisputeClosed(ENVELOPE, null, "in_1", "dp_1", true);
    private static final Fact TRADE = new Fact.TradeOpened(
            ENVELOPE, "ann", "t_1", "EURUSD", Side.BUY, BigDecimal.ONE, BigDecimal.TEN, null, null, null, null);
    private static final Fact TRADE_END =
            new Fact.TradeClosed(ENVELOPE, null, "t_1", null, BigDecimal.TEN, 5, null, "EUR");

    static List<Fact> facts() {
        return List.of(
                CLICK,
                SIGNUP,
                ENROLLED,
                new Fact.Login(ENVELOPE, "ann", CLIENT),
                INVOICE,
                REFUND,
                REFUND_FAILED,
                new Fact.ChargeRefunded(ENVELOPE, "in_1", "ch_1", 100),
                new Fact.ChargeRefundFailed(ENVELOPE, "in_1", "ch_1", "re_1", 100),
                new Fact.DisputeTold(ENVELOPE, "in_1", "dp_1", 100, DisputeStanding.OPEN),
                OPENED,
                CLOSED,
                new Fact.SubscriptionCanceled(ENVELOPE, "ann"),
                TRADE,
                TRADE_END,
                new Fact.FirstTrade(ENVELOPE, "ann", "t_1"),
                new Fact.TerminalLinked(ENVELOPE, "ann", "tm_1", "account"));
    }

    @Test
    void every_type_of_fact_is_among_those_tested_here() {
        assertThat(facts().stream().map(Object::getClass).collect(toSet()))
                .isEqualTo(Set.copyOf(Arrays.asList(Fact.class.getPermittedSubclasses())));
    }

    /** Otherwise a fact could be parked just after another transaction has brought what it waits for. */
    @ParameterizedTest
    @MethodSource("facts")
    void whatever_a_fact_needs_or_brings_is_locked(Fact fact) {
        var locks = fact.references().stream()
                .flatMap(reference -> reference.lock().stream())
                .toList();
        assertThat(Stream.concat(fact.needs().stream(), fact.brings().stream()).map(Waiting::key))
                .isSubsetOf(locks);
    }

    @Test
    void whatever_a_fact_waits_for_is_brought_by_some_fact() {
        assertThat(things(facts().stream().flatMap(fact -> fact.needs().stream())))
                .isEqualTo(things(facts().stream().flatMap(fact -> fact.brings().stream())))
                .isEqualTo(Set.of(Thing.values()));
    }

    private static Set<Thing> things(Stream<Waiting> waiting) {
        return waiting.map(Waiting::thing).collect(toSet());
    }

    @Test
    void a_signup_names_every_way_to_an_affiliate_and_takes_none_of_them() {
        assertThat(SIGNUP.references())
                .containsExactlyInAnyOrder(
                        new ToCustomer("ann"),
                        new ToCode("nora", false),
                        new ToCoupon("NORA10", false),
                        new ToClick("clk_1", NOON),
                        new ToNamedClick("ref"),
                        new ToDevice("laptop", NOON));
        assertThat(SIGNUP.references().stream().flatMap(reference -> reference.lock().stream()))
                .containsExactly("customer:ann");
    }

    @Test
    void an_enrolment_takes_its_code_and_coupons() {
        assertThat(ENROLLED.references())
                .containsExactly(
                        new ToCustomer("ann"),
                        new ToAffiliate("ann"),
                        new ToCode("anna", true),
                        new ToCoupon("ANN10", true),
                        new ToCoupon("ANN20", true));
    }

    @Test
    void an_invoice_names_its_coupon_and_all_that_its_customer_paid() {
        assertThat(INVOICE.references())
                .containsExactly(
                        new ToCustomer("ann"),
                        new ToHistory("ann"),
                        new ToInvoice("in_1"),
                        new ToCoupon("NORA10", true));
    }

    @Test
    void what_goes_back_names_its_invoice() {
        assertThat(REFUND.references()).containsExactly(new ToInvoice("in_1"), new ToRefund("re_1"));
        assertThat(REFUND_FAILED.references()).containsExactly(new ToRefund("re_1"));
        assertThat(OPENED.references())
                .containsExactly(new ToInvoice("in_1"), new ToDispute("dp_1"))
                .isEqualTo(CLOSED.references());
    }

    @Test
    void facts_of_a_batch_name_each_thing_once() {
        var named = References.of(List.of(TRADE, TRADE_END, SIGNUP, ENROLLED));
        assertThat(named.of(ToTrade.class)).containsExactly(new ToTrade("t_1"));
        assertThat(named.of(ToCustomer.class)).containsExactly(new ToCustomer("ann"));
    }

    @Test
    void the_subject_is_what_is_told_of_and_only_where_others_may_wait_for_it() {
        assertThat(INVOICE.subject()).contains(new Waiting(Thing.INVOICE, "in_1"));
        assertThat(OPENED.subject()).contains(new Waiting(Thing.DISPUTE, "dp_1"));
        assertThat(CLOSED.subject()).isEmpty();
    }

    @Test
    void only_an_invoice_is_an_invoice() {
        assertThat(facts().stream().map(Fact::asInvoice).flatMap(Optional::stream))
                .map(Fact.class::cast)
                .containsExactly(INVOICE);
    }

    private static Fact invoice() {
        var charge = new Charge("EUR", List.of(new InvoiceLine(1000, NOON, 1, null, null)), 0, 0, 0, NOON);
        return new Fact.InvoicePaid(ENVELOPE, "ann", "in_1", charge, "NORA10", null, null);
    }
}
