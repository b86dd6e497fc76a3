package dev.handsel.commissions.caps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MonthEarningsTest {

    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");

    private static EarnedInvoice invoice(String ref, int hour, long earned, @Nullable Long most) {
        return new EarnedInvoice(ref, CustomerId.fresh(), NOON.plusSeconds(hour * 3600L), earned, most);
    }

    @Test
    void each_takes_what_those_before_have_left() {
        var month = new MonthEarnings(List.of(
                invoice("c", 2, 40, 100L),
                invoice("a", 0, 60, 100L),
                invoice("b", 1, 30, null),
                invoice("d", 3, 5, 100L)));
        assertThat(month.before()).isEqualTo(Map.of("a", 0L, "b", 60L, "c", 90L, "d", 100L));
    }

    @Test
    void at_one_instant_the_smaller_id_comes_first() {
        var month = new MonthEarnings(List.of(invoice("in-9", 0, 7, 10L), invoice("in-10", 0, 7, 10L)));
        assertThat(month.before()).isEqualTo(Map.of("in-10", 0L, "in-9", 7L));
    }

    @Test
    void a_cap_of_its_own_leaves_nothing_once_more_was_earned() {
        var month = new MonthEarnings(
                List.of(invoice("a", 0, 60, null), invoice("b", 1, 30, 50L), invoice("c", 2, 30, 70L)));
        assertThat(month.before()).isEqualTo(Map.of("a", 0L, "b", 60L, "c", 60L));
        assertThat(month.find("c").orElseThrow().allowed(60)).isEqualTo(10);
    }

    @Test
    void only_those_that_earn_something_else_have_changed() {
        var month = new MonthEarnings(
                List.of(invoice("a", 1, 40, 100L), invoice("b", 2, 40, 100L), invoice("c", 3, 40, 100L)));
        var before = month.before();
        month.put(invoice("z", 0, 10, null));
        assertThat(month.changedSince(before)).extracting(EarnedInvoice::ref).containsExactly("z", "c");
        month.remove("z");
        assertThat(month.changedSince(before)).isEmpty();
        month.put(invoice("a", 4, 40, 100L));
        assertThat(month.changedSince(before)).extracting(EarnedInvoice::ref).containsExactly("c", "a");
    }

    @Test
    void months_are_those_of_utc() {
        var affiliate = AffiliateId.fresh();
        var last = AffiliateMonth.of(affiliate, "USD", Instant.parse("2026-01-31T23:59:59.999Z"));
        assertThat(last.month()).isEqualTo("2026-01-01");
        assertThat(last.ends()).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(AffiliateMonth.of(affiliate, "USD", last.ends()).begins()).isEqualTo(last.ends());
    }
}
