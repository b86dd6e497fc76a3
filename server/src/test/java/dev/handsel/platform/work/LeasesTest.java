package dev.handsel.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a row is somebody's, and when it is tried again. */
class LeasesTest extends ErrandScene {

    @Test
    void nobody_else_gets_a_row_until_its_lease_has_ended() {
        errand("a");
        var mine = claim().orElseThrow();

        passes(LEASE.minusMillis(1));
        assertThat(claim()).isEmpty();
        passes(Duration.ofMillis(1));
        var theirs = claim().orElseThrow();

        assertThat(mine.lease().tries()).isEqualTo(1);
        assertThat(theirs.lease().tries()).as("a lost try was one").isEqualTo(2);
    }

    @Test
    void who_comes_back_after_its_lease_has_ended_changes_nothing() {
        errand("a");
        var late = claim().orElseThrow();
        passes(LEASE);
        var theirs = claim().orElseThrow();

        assertThat(queue.again(late.lease(), "too late")).isFalse();
        assertThat(claim()).isEmpty();
        assertThat(queue.again(theirs.lease(), "in time")).isTrue();
        assertThat(SQL.sql("select note from errand").query(String.class).single())
                .isEqualTo("in time");
    }

    @Test
    void what_its_owner_has_made_due_at_once_is_not_put_off() {
        errand("a");
        var claimed = claim().orElseThrow();
        SQL.sql("update errand set due_at = :now::timestamptz")
                .param("now", now.toString())
                .update();

        assertThat(queue.again(claimed.lease())).isFalse();
        assertThat(claim()).isPresent();
    }

    @Test
    void pauses_grow_with_the_tries_up_to_the_longest() {
        errand("a");
        for (var pause :
                Stream.of(5, 10, 20, 40, 60, 60).map(Duration::ofSeconds).toList()) {
            var claimed = claim().orElseThrow();
            assertThat(queue.again(claimed.lease())).isTrue();
            passes(pause.minusMillis(1));
            assertThat(claim()).as("before %s", pause).isEmpty();
            passes(Duration.ofMillis(1));
        }
    }

    @Test
    void after_a_day_a_try_is_the_last() {
        errand("a");
        assertThat(claim().orElseThrow().lease().last()).isFalse();
        passes(Duration.ofHours(24).minusMillis(1));
        assertThat(claim().orElseThrow().lease().last()).isFalse();
        passes(LEASE);
        var claimed = claim().orElseThrow();

        assertThat(claimed.lease().last()).isTrue();
        assertThat(claimed.lease().age())
                .isEqualTo(Duration.ofHours(24).plus(LEASE).minusMillis(1));
    }

    @Test
    void a_limit_of_tries_is_counted() {
        var thrice = queues.open(errands().giveUpAfter(3).by(() -> now));
        errand("a");
        for (boolean last : new boolean[] {false, false, true}) {
            var claimed = thrice.claim((row, _) -> row.getString("house")).orElseThrow();
            assertThat(claimed.lease().last()).isEqualTo(last);
            passes(LEASE);
        }
    }

    @Test
    void what_a_process_had_claimed_that_was_killed_is_claimed_again() throws Exception {
        errand("a");
        try (var connection = DATABASE.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("update errand set due_at = due_at + interval '2 minutes', tries = tries + 1");
            assertThat(claim()).as("while the other one claims it").isEmpty();
        }
        assertThat(claim())
                .as("of a claim that was never committed nothing is left")
                .isPresent();
        assertThat(claim()).isEmpty();
        passes(LEASE);
        assertThat(claim()).as("a claim that was committed ends with its lease").isPresent();
    }
}
