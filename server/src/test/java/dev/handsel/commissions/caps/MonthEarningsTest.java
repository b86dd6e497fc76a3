package dev.handsel.commissions.caps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.MoneyBack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MonthEarningsTest {

    private static final Instant NOON = Instant.parse("2026-01-10T12:00:00Z");
    private static final AffiliateMonth MONTH = AffiliateMonth.of(AffiliateId.fresh(), paid("2026-01-10T12:00:00Z"));
    private static final CustomerId ANN = CustomerId.fresh();

    private static CustomerInvoice paid(String at) {
        return new CustomerInvoice(
                "in", new Charge("USD", List.of(), 0, 0, 0, Instant.parse(at)), MoneyBack.of(List.of()));
    }

    private static EarnedInvoice invoice(String ref, int hour, long earned, @Nullable Long most) {
        return new EarnedInvoice(new Place(MONTH, NOON.plusSeconds(hour * 3600L), ref), ANN, earned, most);
    }

    private static MonthEarnings month(EarnedInvoice... invoices) {
        var month = new MonthEarnings();
        List.of(invoices).forEach(month::put);
        return month;
    }

    private static List<String> changed(MonthEarnings month) {
        return month.changed().stream()
                .map(kept -> kept.invoice().key() + " " + kept.granted())
                .toList();
    }

    @Test
    void each_takes_what_those_before_have_left() {
        var month = month(
                invoice("c", 2, 40, 100L),
                invoice("a", 0, 60, 100L),
                invoice("b", 1, 30, null),
                invoice("d", 3, 5, 100L));
        assertThat(month.before()).isEqualTo(Map.of("a", 0L, "b", 60L, "c", 90L, "d", 100L));
    }

    @Test
    void at_one_instant_the_smaller_id_comes_first() {
        var month = month(invoice("in-9", 0, 7, 10L), invoice("in-10", 0, 7, 10L));
        assertThat(month.before()).isEqualTo(Map.of("in-10", 0L, "in-9", 7L));
    }

    @Test
    void a_cap_of_its_own_leaves_nothing_once_more_was_earned() {
        var month = month(invoice("a", 0, 60, null), invoice("b", 1, 30, 50L), invoice("c", 2, 30, 70L));
        assertThat(month.before()).isEqualTo(Map.of("a", 0L, "b", 60L, "c", 60L));
        assertThat(changed(month)).containsExactly("a 60", "b 0", "c 10");
    }

    @Test
    void only_those_that_are_kept_otherwise_have_changed() {
        var a = invoice("a", 1, 40, 100L);
        var month = new MonthEarnings(
                10,
                List.of(
                        new KeptInvoice(invoice("c", 3, 40, 100L), 10),
                        new KeptInvoice(a, 40),
                        new KeptInvoice(invoice("b", 2, 40, 100L), 40)));
        assertThat(month.before()).isEqualTo(Map.of("a", 10L, "b", 50L, "c", 90L));
        assertThat(changed(month)).isEmpty();
        month.put(invoice("z", 0, 5, null));
        assertThat(changed(month)).containsExactly("z 5", "c 5");
        month.remove(invoice("z", 0, 5, null).place());
        assertThat(changed(month)).isEmpty();
        month.remove(a.place());
        assertThat(changed(month)).containsExactly("c 40");
    }

    @Test
    void months_are_those_of_utc() {
        var last = AffiliateMonth.of(AffiliateId.fresh(), paid("2026-01-31T23:59:59.999Z"));
        assertThat(last.month()).isEqualTo("2026-01-01");
        assertThat(last.ends()).isEqualTo("2026-02-01T00:00:00Z");
        assertThat(AffiliateMonth.begin(last.ends())).isEqualTo(last.ends());
    }
}
