package dev.handsel.inbox.stripebilling;

import static dev.handsel.inbox.stripebilling.Payloads.changed;
import static dev.handsel.inbox.stripebilling.Payloads.lines;
import static dev.handsel.inbox.stripebilling.Payloads.period;
import static dev.handsel.inbox.stripebilling.Payloads.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many months of service a period of Stripe opens. */
class ServiceMonthsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z, 1",
        "2026-01-01T00:00:00Z, 2026-01-31T00:00:00Z, 1",
        "2026-12-01T00:00:00Z, 2027-03-01T00:00:00Z, 3",
        "2026-01-01T00:00:00Z, 2029-01-01T00:00:00Z, 36",
        "2026-01-01T00:00:00Z, 2026-01-08T00:00:00Z, 1",
        "2026-01-08T00:00:00Z, 2026-01-15T00:00:00Z, 0",
        "2026-01-29T00:00:00Z, 2026-02-05T00:00:00Z, 1",
        "2026-01-31T12:00:00Z, 2026-02-01T12:00:00Z, 1",
        "2026-01-30T12:00:00Z, 2026-01-31T12:00:00Z, 0",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, 0",
        "2026-01-01T00:00:00Z, 2900-01-01T00:00:00Z, 120",
    })
    void periods_open_months(String start, String end, int months) {
        assertThat(ServiceMonths.of(Instant.parse(start), Instant.parse(end))).isEqualTo(months);
    }

    @Test
    void weeks_open_a_month_where_one_begins_and_a_first_week_always() {
        assertThat(lines("weekly")).containsExactly("700 2026-01-29T00:00:00Z 1");
        var second = changed("weekly", invoice -> period(invoice, "2026-02-05T00:00:00Z", "2026-02-12T00:00:00Z"));
        assertThat(lines(told(second))).containsExactly("700 2026-02-05T00:00:00Z 0");
        var first = changed("weekly", invoice -> {
            period(invoice, "2026-02-05T00:00:00Z", "2026-02-12T00:00:00Z");
            invoice.put("billing_reason", "subscription_create");
        });
        assertThat(lines(told(first))).containsExactly("700 2026-02-05T00:00:00Z 1");
    }
}
