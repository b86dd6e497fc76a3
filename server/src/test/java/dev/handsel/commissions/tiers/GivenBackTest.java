package dev.handsel.commissions.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.words.Word;
import dev.handsel.commissions.rules.MoneyBack;
import dev.handsel.commissions.rules.MoneyBackReport;
import dev.handsel.commissions.rules.MoneyBackReport.MoneyBackKind;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.programs.agreements.Tiers.Measure;
import dev.handsel.testing.HandselTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Nobody buys a tier with money that has gone back in full before the month begins. */
@HandselTest
// Each test makes its own programme first.
@SuppressWarnings("NullAway.Init")
class GivenBackTest {

    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant PAID = Instant.parse("2026-01-10T00:00:00Z");

    @Autowired
    EventScene scene;

    @Autowired
    TierFigures figures;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.moveTo("2026-01-20T00:00:00Z");
        told(Event.signup("ann").with("coupon", nora.coupon()));
        told(Event.invoice("in1", "ann", 3000));
    }

    private void told(Event event) {
        assertThat(shop.tell(event.at(PAID.toString()))).isEqualTo("recorded");
    }

    private List<Long> customers() {
        return figures(new Measured(Measure.CUSTOMERS, null, FEBRUARY.minus(Duration.ofDays(30)), FEBRUARY));
    }

    private List<Long> revenue() {
        return figures(
                new Measured(Measure.REVENUE, Currency.of("USD"), FEBRUARY.minus(Duration.ofDays(30)), FEBRUARY));
    }

    private List<Long> figures(Measured measured) {
        return figures.of(ProgramId.parse(shop.id()), measured, 1).stream()
                .map(TierFigures.Figure::figure)
                .toList();
    }

    @Test
    void what_had_gone_back_in_full_counts_neither_as_a_customer_nor_as_revenue() {
        told(Event.refund("in1", 2999));
        assertThat(customers()).containsExactly(1L);
        assertThat(revenue()).containsExactly(3000L);
        told(Event.refund("in1", 1));

        assertThat(customers()).isEmpty();
        assertThat(revenue()).isEmpty();
    }

    @Test
    void a_customer_counts_by_another_invoice_that_was_kept() {
        told(Event.renewal("in2", "ann", 500));
        told(Event.refund("in1", 3000));
        assertThat(customers()).containsExactly(1L);
        assertThat(revenue()).containsExactly(500L);
        told(Event.refund("in2", 500));

        assertThat(customers()).isEmpty();
    }

    @Test
    void what_settled_a_debt_has_to_go_back_as_well() {
        told(Event.renewal("in2", "ann", 500).with("debt_settled", 100));
        told(Event.refund("in2", 599));
        assertThat(revenue()).containsExactly(3500L);
        told(Event.refund("in2", 1));

        assertThat(revenue()).containsExactly(3000L);
    }

    /** Reports as {@code kind ref part amount day}; the same follows as commissions make of them. */
    @ParameterizedTest
    @CsvSource({
        "refund r - 3000 11, true",
        "refund r - 3000 31, true",
        "refund r - 3000 32, false",
        "refund r - 3000 11;refund_failed r - 0 12, false",
        "refund r - 3000 11;refund_failed r - 0 40, false",
        "refund r - 3000 11;refund_failed s - 0 12, true",
        "charge_refunded c - 3000 11, true",
        "charge_refunded c - 1000 11;charge_refunded c - 2999 12, false",
        "charge_refunded c - 1000 11;charge_refunded c - 3000 12, true",
        "charge_refunded c - 1000 11;charge_refunded c - 3000 32, false",
        "charge_refunded c - 1000 11;charge_refunded d - 2000 12, true",
        "charge_refunded c - 3000 11;charge_refund_failed c x 3000 12, false",
        "charge_refunded c - 3000 11;charge_refund_failed c x 3000 10, true",
        "charge_refunded c - 3000 11;charge_refund_failed c x 3000 40, false",
        "charge_refunded c - 3000 11;charge_refund_failed c x 1 12;charge_refunded c - 3001 13, true",
        "charge_refunded c - 4000 11;charge_refund_failed c x 1000 12;charge_refund_failed c x 1000 13, true",
        "charge_counted c - 1000 9;charge_refunded c - 3000 11;refund r - 1000 10, true",
        "charge_counted c - 1000 9;charge_refunded c - 3000 11, false",
        "charge_counted c - 4000 9;charge_refunded c - 3000 11;refund r - 2999 10, false",
        "chargeback d - 3000 11, false"
    })
    void what_went_back_is_what_commissions_take_for_it(String reports, boolean givenBack) {
        // What is written here without its money stays nowhere: others look whether all money is right.
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            went(reports, givenBack);
        });
    }

    private void went(String reports, boolean givenBack) {
        var told = Arrays.stream(reports.split(";", -1)).map(this::report).toList();

        assertThat(MoneyBack.of(told)
                        .givenBackAt(3000)
                        .filter(at -> at.isBefore(FEBRUARY))
                        .isPresent())
                .isEqualTo(givenBack);
        assertThat(revenue()).isEqualTo(givenBack ? List.of() : List.of(3000L));
        assertThat(customers()).isEqualTo(givenBack ? List.of() : List.of(1L));
    }

    private MoneyBackReport report(String written) {
        var parts = written.split(" ", -1);
        var known = Event.login("ann");
        told(known);
        var kind = Word.read(MoneyBackKind.class, parts[0]);
        var report = new MoneyBackReport(
                kind == MoneyBackKind.CHARGE_COUNTED
                        ? null
                        : known.json().get("id").asString(),
                "in1",
                kind,
                parts[1],
                parts[2].equals("-") ? null : parts[2],
                Long.parseLong(parts[3]),
                Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(Long.parseLong(parts[4]) - 1)));
        jdbc.sql("""
                insert into invoice_money_back (program_id, event_id, invoice_ref, kind, ref, part, amount, occurred_at)
                values (:program, :event, :invoice, :kind, :ref, :part, :amount, :at::timestamptz)
                """)
                .param("program", ProgramId.parse(shop.id()).value())
                .param("event", report.event())
                .param("invoice", report.invoice())
                .param("kind", kind.word())
                .param("ref", report.ref())
                .param("part", report.part())
                .param("amount", report.amount())
                .param("at", report.at().toString())
                .update();
        return report;
    }

    @Test
    void who_brought_less_than_asked_is_not_told() {
        var otto = shop.affiliate("otto");
        told(Event.signup("bob").with("coupon", otto.coupon()));
        told(Event.invoice("in9", "bob", 2999));
        var measured = new Measured(Measure.REVENUE, Currency.of("USD"), FEBRUARY.minus(Duration.ofDays(30)), FEBRUARY);

        assertThat(Stream.of(2999L, 3000L, 3001L)
                        .map(lowest -> figures.of(ProgramId.parse(shop.id()), measured, lowest)
                                .size()))
                .containsExactly(2, 1, 0);
    }
}
