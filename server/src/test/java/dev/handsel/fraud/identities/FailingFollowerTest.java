package dev.handsel.fraud.identities;

import static dev.handsel.fraud.identities.IdentityScene.customer;
import static dev.handsel.fraud.identities.IdentityScene.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventLog;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.HandselTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Following goes on though something of what is followed fails. */
@HandselTest
class FailingFollowerTest {

    private static final InstantSource LATER = () -> Instant.now().plusSeconds(3_600);

    @Autowired
    EventScene events;

    @Autowired
    IdentityScene scene;

    @Autowired
    EventLog log;

    @Autowired
    CursorStore cursors;

    @Autowired
    ChangeStore changes;

    @Autowired
    Notes notes;

    @Autowired
    SetAside aside;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Follower follower;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    private final Set<ProgramId> broken = ConcurrentHashMap.newKeySet();
    private Supplier<RuntimeException> failure = this::wrong;
    private final List<ProgramId> followed = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private int tries;
    private Shop shop;
    private ProgramId program;

    @BeforeEach
    void open() {
        shop = events.shop();
        program = ProgramId.parse(shop.id());
    }

    /** As the real one, which cannot do some things. */
    private final class Failing implements Follower {

        @Override
        public Followed follow(Batch batch, UUID next) {
            tries++;
            followed.add(batch.standing().program());
            meanwhile.run();
            if (broken.contains(batch.standing().program())
                    || batch.events().stream().anyMatch(FailingFollowerTest.this::isBad)) {
                throw failure.get();
            }
            return follower.follow(batch, next);
        }

        @Override
        public boolean isLate(@Nullable String state, Instant until) {
            return follower.isLate(state, until);
        }

        @Override
        public String passOver(@Nullable String state, Instant until) {
            return follower.passOver(state, until);
        }

        @Override
        public void forget(ProgramId program, Party party, Instant at) {
            follower.forget(program, party, at);
        }

        @Override
        public void forget(ProgramId program, Collection<Membership> gone) {
            follower.forget(program, gone);
        }
    }

    private BadSqlGrammarException wrong() {
        try {
            jdbc.sql("select wrong from nowhere").query(String.class).list();
            throw new IllegalStateException("there is no such table");
        } catch (BadSqlGrammarException wrong) {
            return wrong;
        }
    }

    private boolean isBad(FollowedEvent event) {
        return "bad".equals(event.fact().customer());
    }

    private IdentityReader reader() {
        var failing = new Failing();
        var following = new Following(new Instants(log, LATER), cursors, notes, failing, aside, LATER);
        return new IdentityReader(log, cursors, notes, failing, transactions, following);
    }

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

    private RuntimeException raised(String state) {
        try {
            jdbc.sql("do $$ begin raise exception using errcode = '" + state + "', message = 'away'; end $$")
                    .update();
            throw new IllegalStateException("nothing was raised");
        } catch (DataAccessException raised) {
            return raised;
        }
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

    private double counted() {
        return meters.counter("handsel.fraud.set_aside").count();
    }

    private List<String> setAside() {
        return jdbc.sql("""
                        select kind || ' ' || array_to_string(names, ',') || ' ' || failure from fraud_set_aside
                        where program_id = :program order by id
                        """)
                .param("program", program.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Sixty logins at times of their own, and two at one instant of which one cannot be followed. */
    private void tellWithBad() {
        var all = new ArrayList<Event>();
        IntStream.range(0, 60).forEach(i -> all.add(at(login("c" + i, "192.0.2.1"), i)));
        all.add(30, at(login("bad", "192.0.2.1"), 29).with("id", "worst"));
        shop.tellAll(all.toArray(Event[]::new));
    }

    private static Event at(Event event, int minute) {
        return event.at(
                Instant.parse(EventScene.START).plusSeconds(60L * (minute - 60)).toString());
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
