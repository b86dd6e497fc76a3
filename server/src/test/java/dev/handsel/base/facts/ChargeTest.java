package dev.handsel.base.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.Charge.InvoiceReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChargeTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    @Test
    void the_lines_and_the_tax_are_what_it_came_to_and_credit_is_not_cash() {
        var charge = charge(InvoiceReason.CREATE, 190, 500, month(1000), month(-200));
        assertThat(charge.gross()).isEqualTo(990);
        assertThat(charge.paid()).isEqualTo(490);
        assertThat(charge.withCash()).isTrue();
    }

    @Test
    void an_invoice_paid_from_credit_alone_brings_no_cash_and_opens_no_month() {
        var charge = charge(InvoiceReason.CYCLE, 0, 1000, month(1000));
        assertThat(charge.withCash()).isFalse();
        assertThat(charge.months()).isZero();
        assertThat(charge.prorates()).isTrue();
    }

    @Test
    void an_invoice_needs_months_before_it_where_it_opens_none_though_it_counts_or_is_an_update() {
        assertThat(charge(InvoiceReason.CYCLE, 0, 0, month(1000)).needsMonths()).isFalse();
        assertThat(charge(InvoiceReason.CYCLE, 0, 1000, month(1000)).needsMonths())
                .isFalse();
        assertThat(charge(InvoiceReason.UPDATE, 0, 0, month(1000)).needsMonths())
                .isTrue();
        assertThat(charge(InvoiceReason.UPDATE, 0, 1000, month(1000)).needsMonths())
                .isTrue();
        assertThat(charge(InvoiceReason.CYCLE, 0, 0, new InvoiceLine(1000, JANUARY, 0))
                        .needsMonths())
                .isTrue();
    }

    @Test
    void a_cent_of_cash_is_enough() {
        assertThat(charge(InvoiceReason.CYCLE, 0, 999, month(1000)).withCash()).isTrue();
        assertThat(charge(InvoiceReason.CYCLE, 0, 999, month(1000)).months()).isOne();
    }

    @Test
    void an_invoice_for_nothing_or_less_brings_no_cash() {
        assertThat(charge(InvoiceReason.CREATE, 0, 0).withCash()).isFalse();
        assertThat(charge(InvoiceReason.CREATE, 0, 0, month(0)).withCash()).isFalse();
        assertThat(charge(InvoiceReason.UPDATE, 0, 0, month(-1)).withCash()).isFalse();
        assertThat(charge(InvoiceReason.UPDATE, 0, -2, month(-1)).withCash()).isFalse();
    }

    @Test
    void it_opens_the_months_of_its_longest_line() {
        assertThat(charge(InvoiceReason.CREATE, 0, 0, month(10), new InvoiceLine(20, JANUARY, 12))
                        .months())
                .isEqualTo(12);
        assertThat(charge(InvoiceReason.CREATE, 5, 0).months()).isZero();
    }

    @Test
    void an_update_opens_no_month_whatever_its_lines_say() {
        var update = charge(InvoiceReason.UPDATE, 0, 0, month(1000));
        assertThat(update.months()).isZero();
        assertThat(update.prorates()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void only_updates_open_no_month(InvoiceReason reason) {
        assertThat(reason.opensNone()).isEqualTo(reason == InvoiceReason.UPDATE);
    }

    @Test
    void the_months_begin_where_the_earliest_line_of_months_begins() {
        var charge = charge(
                InvoiceReason.CYCLE,
                0,
                0,
                new InvoiceLine(10, JANUARY, 0),
                new InvoiceLine(10, FEBRUARY.plusSeconds(1), 1),
                new InvoiceLine(10, FEBRUARY, 3));
        assertThat(charge.anchor()).isEqualTo(FEBRUARY);
    }

    @Test
    void without_a_line_of_months_they_would_begin_at_the_payment() {
        assertThat(charge(InvoiceReason.UPDATE, 0, 0, new InvoiceLine(10, FEBRUARY, 0))
                        .anchor())
                .isEqualTo(JANUARY);
    }

    @Test
    void a_line_of_no_months_is_a_proration_beside_others() {
        assertThat(charge(InvoiceReason.CYCLE, 0, 0, month(1000)).prorates()).isFalse();
        assertThat(charge(InvoiceReason.CYCLE, 0, 0, month(1000), new InvoiceLine(50, JANUARY, 0))
                        .prorates())
                .isTrue();
    }

    @Test
    void it_says_the_same_whenever_it_was_paid() {
        var charge = charge(InvoiceReason.CYCLE, 19, 0, month(100));
        assertThat(charge.saysTheSameAs(new Charge("USD", InvoiceReason.CYCLE, List.of(month(100)), 19, 0, FEBRUARY)))
                .isTrue();
        assertThat(charge.saysTheSameAs(new Charge("EUR", InvoiceReason.CYCLE, List.of(month(100)), 19, 0, JANUARY)))
                .isFalse();
        assertThat(charge.saysTheSameAs(charge(InvoiceReason.CREATE, 19, 0, month(100))))
                .isFalse();
        assertThat(charge.saysTheSameAs(charge(InvoiceReason.CYCLE, 20, 0, month(100))))
                .isFalse();
        assertThat(charge.saysTheSameAs(charge(InvoiceReason.CYCLE, 19, 1, month(100))))
                .isFalse();
        assertThat(charge.saysTheSameAs(charge(InvoiceReason.CYCLE, 19, 0, month(101))))
                .isFalse();
    }

    @Test
    void amounts_that_do_not_fit_are_an_error() {
        var charge = charge(InvoiceReason.CREATE, 1, 0, month(Long.MAX_VALUE));
        assertThatThrownBy(charge::gross).isInstanceOf(ArithmeticException.class);
    }

    private static InvoiceLine month(long amount) {
        return new InvoiceLine(amount, JANUARY, 1);
    }

    private static Charge charge(InvoiceReason reason, long tax, long credit, InvoiceLine... lines) {
        return new Charge("USD", reason, List.of(lines), tax, credit, JANUARY);
    }
}
