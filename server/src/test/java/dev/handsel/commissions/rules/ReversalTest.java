package dev.handsel.commissions.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReversalTest {

    static final long MOST = 1_000_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "900, 0, 3000, 0",
        "900, 1000, 3000, 300",
        "900, 3000, 3000, 900",
        "900, 4000, 3000, 900",
        "900, -5, 3000, 0",
        "1, 1, 2, 0",
        "3, 1, 2, 2",
        "5, 1, 2, 2",
        "1000, 1, 3, 333",
        "1000, 2, 3, 667"
    })
    void the_share_that_went_back_is_taken_back_and_never_more_than_all(
            long amount, long takenBack, long paid, long target) {
        assertThat(Reversal.target(amount, takenBack, paid)).isEqualTo(target);
    }

    /** What happens to the money of an invoice. */
    sealed interface Deed {
        record Refund(long amount) implements Deed {}

        record Opened(int dispute, long amount) implements Deed {}

        record Closed(int dispute, boolean won) implements Deed {}
    }

    @Provide
    Arbitrary<List<Deed>> deeds() {
        var amounts = Arbitraries.longs().between(1, 5_000);
        var disputes = Arbitraries.integers().between(0, 4);
        Arbitrary<Deed> deed = Arbitraries.oneOf(
                amounts.map(Deed.Refund::new),
                Combinators.combine(disputes, amounts).as(Deed.Opened::new),
                Combinators.combine(disputes, Arbitraries.of(true, false)).as(Deed.Closed::new));
        return deed.list().ofMaxSize(30);
    }

    /** An invoice and its one commission, on which the differences are posted. */
    private static final class Book {

        private final long amount;
        private final long paid;
        private final Map<Integer, Long> open = new HashMap<>();
        private final Map<Integer, Long> lost = new HashMap<>();
        private final List<Long> postings = new ArrayList<>();
        private long refunded;
        private long reversed;

        Book(long amount, long paid) {
            this.amount = amount;
            this.paid = paid;
        }

        void apply(Deed deed) {
            switch (deed) {
                case Deed.Refund refund -> refunded += refund.amount();
                case Deed.Opened opened -> {
                    if (!lost.containsKey(opened.dispute())) {
                        open.putIfAbsent(opened.dispute(), opened.amount());
                    }
                }
                case Deed.Closed closed -> {
                    var disputed = open.remove(closed.dispute());
                    if (disputed != null && !closed.won()) {
                        lost.put(closed.dispute(), disputed);
                    }
                }
            }
            long target = Reversal.target(amount, takenBack(), paid);
            postings.add(target - reversed);
            reversed = target;
        }

        long takenBack() {
            return refunded + sum(open) + sum(lost);
        }

        private static long sum(Map<Integer, Long> disputes) {
            return disputes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    @Property
    void whatever_happens_the_differences_add_up_to_the_cumulative_target(
            @ForAll @LongRange(min = 1, max = 3_000) long amount,
            @ForAll @LongRange(min = 1, max = 10_000) long paid,
            @ForAll("deeds") List<Deed> deeds) {
        var book = new Book(amount, paid);
        for (var deed : deeds) {
            book.apply(deed);
            assertThat(book.reversed).isBetween(0L, amount);
            assertThat(book.postings.stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(book.reversed)
                    .isEqualTo(Reversal.target(amount, book.takenBack(), paid));
        }
    }

    @Property
    void a_full_refund_in_any_number_of_parts_takes_everything(
            @ForAll @LongRange(min = 1, max = MOST) long amount,
            @ForAll @Size(min = 1, max = 20) List<@LongRange(min = 1, max = MOST) Long> parts) {
        var book = new Book(amount, parts.stream().mapToLong(Long::longValue).sum());
        parts.forEach(part -> book.apply(new Deed.Refund(part)));
        assertThat(book.reversed).isEqualTo(amount);
        assertThat(book.postings).allSatisfy(posting -> assertThat(posting).isNotNegative());
    }

    @Property
    void disputes_that_are_all_won_give_everything_back(
            @ForAll @LongRange(min = 1, max = MOST) long amount,
            @ForAll @LongRange(min = 1, max = MOST) long paid,
            @ForAll @Size(min = 1, max = 10) List<@LongRange(min = 1, max = MOST) Long> disputed) {
        var book = new Book(amount, paid);
        for (int dispute = 0; dispute < disputed.size(); dispute++) {
            book.apply(new Deed.Opened(dispute, disputed.get(dispute)));
        }
        for (int dispute = 0; dispute < disputed.size(); dispute++) {
            book.apply(new Deed.Closed(dispute, true));
        }
        assertThat(book.reversed).isZero();
        assertThat(book.postings.stream().mapToLong(Long::longValue).sum()).isZero();
    }

    @Property
    void a_lost_dispute_takes_nothing_more(
            @ForAll @LongRange(min = 1, max = MOST) long amount,
            @ForAll @LongRange(min = 1, max = MOST) long paid,
            @ForAll @LongRange(min = 1, max = MOST) long disputed) {
        var book = new Book(amount, paid);
        book.apply(new Deed.Opened(0, disputed));
        long whileOpen = book.reversed;
        book.apply(new Deed.Closed(0, false));
        assertThat(book.reversed).isEqualTo(whileOpen);
    }

    @Property
    void taking_more_back_reverses_no_less(
            @ForAll @LongRange(min = 0, max = MOST) long amount,
            @ForAll @LongRange(min = 0, max = MOST) long takenBack,
            @ForAll @LongRange(min = 0, max = MOST) long more,
            @ForAll @LongRange(min = 1, max = MOST) long paid) {
        long target = Reversal.target(amount, takenBack, paid);
        assertThat(target).isBetween(0L, amount);
        assertThat(Reversal.target(amount, takenBack + more, paid)).isGreaterThanOrEqualTo(target);
    }

    @Property
    void the_order_of_refunds_does_not_matter(
            @ForAll @LongRange(min = 1, max = 3_000) long amount,
            @ForAll @LongRange(min = 1, max = 10_000) long paid,
            @ForAll @Size(max = 10) List<@LongRange(min = 1, max = 3_000) Long> refunds) {
        var book = new Book(amount, paid);
        var backwards = new Book(amount, paid);
        refunds.forEach(refund -> book.apply(new Deed.Refund(refund)));
        refunds.reversed().forEach(refund -> backwards.apply(new Deed.Refund(refund)));
        assertThat(backwards.reversed).isEqualTo(book.reversed);
    }
}
