package dev.handsel.base.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.facts.Charge.InvoiceLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChargeTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    @Test
    void the_lines_and_the_tax_are_what_it_came_to_and_credit_is_not_cash() {
        var charge = charge(190, 500, month(1000), month(-200));
        assertThat(charge.total()).isEqualTo(800);
        assertThat(charge.gross()).isEqualTo(990);
        assertThat(charge.cash()).isEqualTo(490);
        assertThat(charge.hasCash()).isTrue();
    }

    @Test
    void what_a_payment_settled_of_an_older_debt_was_received_and_is_no_cash() {
        var charge = new Charge("USD", List.of(month(1000)), 0, 0, 300, JANUARY);
        assertThat(charge.cash()).isEqualTo(1000);
        assertThat(charge.received()).isEqualTo(1300);
    }

    @Test
    void an_invoice_paid_from_credit_alone_has_no_cash_and_a_cent_is_enough() {
        assertThat(charge(0, 1000, month(1000)).hasCash()).isFalse();
        assertThat(charge(0, 999, month(1000)).hasCash()).isTrue();
    }

    @Test
    void an_invoice_for_nothing_or_less_has_no_cash() {
        assertThat(charge(0, 0).hasCash()).isFalse();
        assertThat(charge(0, 0, month(0)).hasCash()).isFalse();
        assertThat(charge(0, 0, month(-1)).hasCash()).isFalse();
        assertThat(charge(0, -2, month(-1)).hasCash()).isFalse();
        assertThat(charge(5, 0).hasCash()).as("of tax alone nothing is earned").isFalse();
    }

    @Test
    void it_says_the_same_whenever_it_was_paid() {
        var charge = charge(19, 0, month(100));
        assertThat(charge.saysTheSameAs(new Charge("USD", List.of(month(100)), 19, 0, 0, FEBRUARY)))
                .isTrue();
        assertThat(charge.saysTheSameAs(new Charge("EUR", List.of(month(100)), 19, 0, 0, JANUARY)))
                .isFalse();
        assertThat(charge.saysTheSameAs(new Charge("USD", List.of(month(100)), 19, 0, 1, JANUARY)))
                .isFalse();
        assertThat(charge.saysTheSameAs(charge(20, 0, month(100)))).isFalse();
        assertThat(charge.saysTheSameAs(charge(19, 1, month(100)))).isFalse();
        assertThat(charge.saysTheSameAs(charge(19, 0, month(101)))).isFalse();
    }

    @Test
    void amounts_that_do_not_fit_are_an_error() {
        var charge = charge(1, 0, month(Long.MAX_VALUE));
        assertThatThrownBy(charge::gross).isInstanceOf(ArithmeticException.class);
    }

    private static InvoiceLine month(long amount) {
        return new InvoiceLine(amount, JANUARY, 1, null, null);
    }

    private static Charge charge(long tax, long credit, InvoiceLine... lines) {
        return new Charge("USD", List.of(lines), tax, credit, 0, JANUARY);
    }
}
