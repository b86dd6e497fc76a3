package dev.handsel.base.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Gate.EndedTrade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a customer has traded enough for a bounty. */
class GateTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    private static EndedTrade trade(Instant closedAt, Duration held, int number) {
        return new EndedTrade("t" + number, "e" + number, closedAt.minus(held), closedAt);
    }

    private static EndedTrade closed(Instant at) {
        return trade(at, LONG_ENOUGH, 0);
    }

    private static EndedTrade day(int day) {
        return closed(MONDAY.plus(Duration.ofDays(day)));
    }

    private static Optional<Instant> passed(EndedTrade... trades) {
        return Gate.STANDARD.passedBy(Arrays.asList(trades)).map(EndedTrade::closedAt);
    }

    @Test
    void three_trades_of_two_minutes_on_three_days_are_enough() {
        assertThat(passed(day(0), day(1), day(2))).contains(day(2).closedAt());
        assertThat(passed(day(2), day(0), day(1))).as("in any order").contains(day(2).closedAt());
        assertThat(passed(day(0), day(1), day(2), day(3))).as("for good").contains(day(2).closedAt());
    }

    @Test
    void two_trades_two_days_or_a_moment_less_are_not() {
        assertThat(passed()).isEmpty();
        assertThat(passed(day(0), day(1))).isEmpty();
        assertThat(passed(day(0), day(0), day(1), day(1))).isEmpty();
        assertThat(passed(day(0), day(1), trade(day(2).closedAt(), LONG_ENOUGH.minusMillis(1), 0)))
                .isEmpty();
    }

    @Test
    void days_are_those_of_utc_by_the_close() {
        var midnight = Instant.parse("2026-01-06T00:00:00Z");
        assertThat(passed(day(0), closed(midnight.minusMillis(1)), day(2)))
                .as("two days")
                .isEmpty();
        assertThat(passed(day(0), closed(midnight), day(2))).as("three days").isPresent();
    }

    @Test
    void more_trades_than_days_and_more_days_than_trades_may_be_asked_for() {
        var many = new Gate(4, 2, LONG_ENOUGH);
        assertThat(many.passedBy(List.of(day(0), day(1), day(2)))).isEmpty();
        assertThat(many.passedBy(List.of(day(0), day(1), day(2), day(3)))).contains(day(3));
        assertThat(new Gate(1, 1, Duration.ofSeconds(1)).passedBy(List.of(day(0))))
                .contains(day(0));
    }

    @Test
    void of_any_number_of_trades_in_any_order_a_few_decide() {
        var random = new Random(14);
        for (int turn = 0; turn < 500; turn++) {
            var all = new ArrayList<EndedTrade>();
            int many = random.nextInt(40);
            for (int i = 0; i < many; i++) {
                var at = MONDAY.plus(Duration.ofHours(random.nextInt(1, 24 * 6)));
                all.add(trade(at, Duration.ofSeconds(random.nextInt(100, 160)), i));
            }
            Collections.shuffle(all, random);
            var qualification = Qualification.NONE;
            var passed = new ArrayList<Instant>();
            for (var trade : all) {
                qualification = qualification.with(trade);
                assertThat(qualification.trades()).hasSizeLessThanOrEqualTo(6);
                qualification.passedBy().map(EndedTrade::closedAt).ifPresent(passed::add);
            }
            assertThat(qualification.passedBy()).as("%s", all).isEqualTo(Gate.STANDARD.passedBy(all));
            assertThat(passed).as("only earlier").isSortedAccordingTo(Collections.reverseOrder());
            var once = qualification;
            assertThat(all).allSatisfy(trade -> assertThat(once.with(trade)).isEqualTo(once));
        }
    }
}
