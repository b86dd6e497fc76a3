package dev.handsel.fraud.identities;

import static dev.handsel.fraud.identities.IdentityScene.customer;
import static dev.handsel.fraud.identities.IdentityScene.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.HandselTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who gets a turn when, and whom failures keep from it. */
@HandselTest
class FollowingTurnsTest extends FailingScene {

    @Test
    void a_programme_of_which_a_statement_fails_keeps_no_other_from_being_followed() {
        keepsNoOther();
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "53400", "54000", "57014", "58030"})
    void nor_does_one_of_which_a_statement_asks_too_much_of_the_database(String state) {
        failure = () -> raised(state);
        keepsNoOther();
    }

    private void keepsNoOther() {
        var others = List.of(events.shop(), shop, events.shop());
        others.forEach(one -> one.tell(login("ann", "192.0.2.1")));
        broken.add(program);
        loop(reader()).round();

        assertThat(others.stream().map(one -> scene.known(ProgramId.parse(one.id()), customer("ann"))))
                .filteredOn(known -> !known.isEmpty())
                .hasSize(2);
        assertThat(scene.known(program, customer("ann"))).isEmpty();
    }

    private void tellMany(int n) {
        for (int from = 0; from < n; from += 500) {
            shop.tellAll(IntStream.range(from, Math.min(n, from + 500))
                    .mapToObj(i -> login("c" + i, "192.0.2." + i % 200)
                            .at(Instant.parse(EventScene.START)
                                    .minusSeconds(n - i)
                                    .toString()))
                    .toArray(Event[]::new));
        }
    }

    @Test
    void whoever_begins_while_another_catches_up_waits_for_one_step_of_it() {
        tellMany(1_600);
        var late = events.shop();
        var other = ProgramId.parse(late.id());
        meanwhile = () -> {
            if (followed.size() == 1) {
                late.tell(login("ann", "192.0.2.1"));
            }
        };
        broken.clear();
        loop(reader()).round();

        var both = followed.stream().filter(Set.of(program, other)::contains).toList();
        assertThat(both).startsWith(program).endsWith(program).contains(other);
        assertThat(Collections.frequency(both, program)).isEqualTo(4);
    }

    @Test
    void midnights_of_a_programme_that_is_behind_pass_step_by_step() {
        shop.tell(login("ann", "192.0.2.1").at("2025-12-20T00:00:00Z"));
        reader().catchUp(program, null);
        tellMany(1_100);
        var now = Instant.parse(EventScene.START).plus(Duration.ofDays(2));

        assertThat(reader().passMidnights(program, now)).isTrue();
        assertThat(scene.known(program, customer("c499"))).isNotEmpty();
        assertThat(scene.known(program, customer("c500"))).as("another's turn").isEmpty();
        assertThat(reader().passMidnights(program, now)).isTrue();
        assertThat(reader().passMidnights(program, now)).isFalse();
        assertThat(follower.isLate(cursors.look(program).cursor().state(), now)).isFalse();
    }

    private IdentityLoop loop(IdentityReader reader) {
        return new IdentityLoop(
                reader,
                cursors,
                changes,
                new FraudSettings(true, Period.ofMonths(13)),
                LATER,
                new SimpleMeterRegistry());
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_lost_connection_ends_the_round_and_is_told_of_when_that_goes_on(CapturedOutput output) {
        shop.tell(login("ann", "192.0.2.1"));
        broken.add(program);
        failure = () -> raised("57P01");
        var loop = loop(reader());
        assertThatThrownBy(loop::round).hasMessageContaining("away");

        IntStream.range(0, 9).forEach(_ -> loop.roundOrWait());
        assertThat(output).doesNotContain("times in a row");
        loop.roundOrWait();
        assertThat(output).contains("the database was away 10 times in a row");
        broken.clear();
        loop.roundOrWait();
        assertThat(scene.known(program, customer("ann"))).isNotEmpty();
        assertThat(setAside()).isEmpty();
    }

    @Test
    void midnights_wait_for_an_instant_that_may_go_on() {
        shop.tell(at(login("ann", "192.0.2.1"), 0));
        var now = Instant.parse(EventScene.START).plus(Duration.ofDays(2));
        reader().catchUp(program, Instant.parse(EventScene.START));
        shop.tell(at(login("bob", "192.0.2.1"), 1));
        var hasty = new IdentityReader(
                log,
                cursors,
                notes,
                new Failing(),
                transactions,
                new Following(
                        new Instants(log, InstantSource.fixed(Instant.EPOCH)),
                        cursors,
                        notes,
                        new Failing(),
                        aside,
                        LATER));
        hasty.passMidnights(program, now);
        assertThat(scene.known(program, customer("bob"))).as("it may go on").isEmpty();
        assertThat(follower.isLate(cursors.look(program).cursor().state(), now)).isTrue();

        reader().passMidnights(program, now);
        assertThat(scene.known(program, customer("bob"))).isNotEmpty();
        assertThat(follower.isLate(cursors.look(program).cursor().state(), now)).isFalse();
    }
}
