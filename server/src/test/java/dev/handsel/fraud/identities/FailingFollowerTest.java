package dev.handsel.fraud.identities;

import static dev.handsel.fraud.identities.IdentityScene.customer;
import static dev.handsel.fraud.identities.IdentityScene.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.HandselTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;

/** Following goes on though something of what is followed fails. */
@HandselTest
class FailingFollowerTest extends FailingScene {

    private double counted() {
        return meters.counter("handsel.fraud.set_aside").count();
    }

    /** Sixty logins at times of their own, and two at one instant of which one cannot be followed. */
    private void tellWithBad() {
        var all = new ArrayList<Event>();
        IntStream.range(0, 60).forEach(i -> all.add(at(login("c" + i, "192.0.2.1"), i)));
        all.add(30, at(login("bad", "192.0.2.1"), 29).with("id", "worst"));
        shop.tellAll(all.toArray(Event[]::new));
    }

    @Test
    void an_instant_that_fails_alone_is_set_aside_and_all_else_is_followed() {
        tellWithBad();
        double before = counted();
        var reader = reader();

        reader.catchUp(program, null);

        assertThat(scene.known(program, customer("c28"))).containsExactly("address 1 of 59");
        assertThat(scene.known(program, customer("c59"))).containsExactly("address 1 of 59");
        assertThat(scene.known(program, customer("c29")))
                .as("at the same instant")
                .isEmpty();
        assertThat(setAside())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("events ")
                .contains("worst")
                .endsWith(BadSqlGrammarException.class.getName());
        assertThat(counted()).isEqualTo(before + 1);
        assertThat(scene.miscounted(program)).isEmpty();
    }

    @Test
    void nothing_is_set_aside_while_the_database_is_away_or_busy() {
        tellWithBad();
        failure = () -> raised("08006");
        assertThatThrownBy(() -> reader().catchUp(program, null)).hasMessageContaining("away");
        assertThat(tries).as("at once").isEqualTo(1);

        failure = () -> new QueryTimeoutException("slow");
        assertThatThrownBy(() -> reader().catchUp(program, null)).hasMessage("slow");
        assertThat(scene.known(program, customer("c28")))
                .as("with less it is not too slow")
                .isNotEmpty();
        assertThat(scene.known(program, customer("c30"))).isEmpty();
        assertThat(setAside()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_may_pass_is_set_aside_after_a_few_tries(Supplier<RuntimeException> passing) {
        tellWithBad();
        failure = passing;
        var reader = reader();
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> reader.catchUp(program, null)).hasMessage("it may pass");
        }
        assertThat(setAside()).isEmpty();
        reader.catchUp(program, null);
        assertThat(setAside()).singleElement().asString().contains("worst");
        assertThat(scene.known(program, customer("c59"))).isNotEmpty();
    }

    static List<Supplier<RuntimeException>> passing() {
        return List.of(
                () -> new QueryTimeoutException("it may pass"),
                () -> new CannotAcquireLockException("it may pass"),
                () -> new DataAccessResourceFailureException("it may pass"));
    }

    @Test
    void what_is_refused_for_what_was_told_is_set_aside_at_once() {
        tellWithBad();
        failure = () -> new Refused(RefusalKind.CONFLICT, "wrong", "It is wrong.");
        reader().catchUp(program, null);
        assertThat(setAside()).singleElement().asString().contains("worst");
    }

    @Test
    void an_event_that_cannot_be_read_any_more_is_set_aside_by_itself() {
        shop.tellAll(at(login("ann", "192.0.2.1").with("id", "sound"), 1));
        storeAs("strange", "{\"type\": \"login\", \"id\": \"strange\"}");
        storeAs("torn", "{\"type\": ");
        shop.tellAll(at(login("bob", "192.0.2.1"), 1), at(login("eve", "192.0.2.1"), 2));
        reader().catchUp(program, null);

        assertThat(setAside()).hasSize(2);
        assertThat(setAside().getFirst()).startsWith("events strange ");
        assertThat(setAside().getLast()).startsWith("events torn ");
        assertThat(Stream.of("ann", "bob", "eve").map(ref -> scene.known(program, customer(ref))))
                .as("at the same instant and later")
                .containsOnly(List.of("address 1 of 3"));
        assertThat(tries).as("at once").isEqualTo(1);
    }

    /** As the sound one, with another text. */
    private void storeAs(String id, String payload) {
        int stored = jdbc.sql("""
                        insert into event (program_id, id, type, occurred_at, received_at, customer, payload, payload_sha256,
                            result, reason)
                        select program_id, :id, type, occurred_at, received_at, customer, :payload,
                            sha256(payload_sha256 || :id::bytea), result, reason
                        from event where program_id = :program and id = 'sound'
                        """)
                .param("payload", payload)
                .param("program", program.value())
                .param("id", id)
                .update();
        assertThat(stored).isEqualTo(1);
    }

    @Test
    void midnights_and_affiliates_that_fail_alone_are_set_aside_too() {
        tellWithBad();
        shop.affiliate("ann");
        broken.add(program);
        reader().catchUp(program, Instant.parse(EventScene.START).plus(Duration.ofDays(3)));

        assertThat(setAside()).hasSize(62).last().asString().startsWith("midnights ");
        broken.clear();
        shop.tell(at(login("late", "192.0.2.1"), 60));
        reader().catchUp(program, null);
        assertThat(scene.known(program, customer("late"))).containsExactly("address 1 of 1");
    }

    @Test
    void an_instant_with_too_many_events_is_read_in_parts() {
        shop.tellAll(IntStream.range(0, 7)
                .mapToObj(i -> at(login("c" + i, "192.0.2.1"), 1))
                .toArray(Event[]::new));
        var small = new Instants(log, LATER, 3);
        var first = small.read(program, 0, log.settled(program), true, 3);
        assertThat(first.events()).hasSize(3);
        assertThat(first.more()).isTrue();
        var second = small.read(program, first.events().getLast().seq(), log.settled(program), true, 3);
        assertThat(second.events()).hasSize(3);
        var third = small.read(program, second.events().getLast().seq(), log.settled(program), true, 3);
        assertThat(third.events()).hasSize(1);
        assertThat(third.more()).isFalse();
    }
}
