package dev.handsel.fraud.identities;

import static dev.handsel.fraud.identities.IdentityScene.customer;
import static dev.handsel.fraud.identities.IdentityScene.login;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.EventLog;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.HandselTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
    Follower follower;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    private final Set<ProgramId> broken = ConcurrentHashMap.newKeySet();
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
        public String follow(Batch batch, UUID next) {
            if (broken.contains(batch.standing().program())) {
                throw fails();
            }
            return follower.follow(batch, next);
        }

        @Override
        public boolean isLate(@Nullable String state, Instant until) {
            return follower.isLate(state, until);
        }

        @Override
        public void forget(ProgramId program, Party party) {
            follower.forget(program, party);
        }

        @Override
        public void forget(ProgramId program, Collection<Membership> gone) {
            follower.forget(program, gone);
        }
    }

    private BadSqlGrammarException fails() {
        try {
            jdbc.sql("select wrong from nowhere").query(String.class).list();
            throw new IllegalStateException("there is no such table");
        } catch (BadSqlGrammarException wrong) {
            return wrong;
        }
    }

    private IdentityReader reader() {
        return new IdentityReader(log, cursors, notes, new Failing(), transactions, LATER);
    }

    @Test
    void a_programme_of_which_a_statement_fails_keeps_no_other_from_being_followed() {
        var others = List.of(events.shop(), shop, events.shop());
        others.forEach(one -> one.tell(login("ann", "192.0.2.1")));
        broken.add(program);
        new IdentityLoop(
                        reader(),
                        cursors,
                        changes,
                        new FraudSettings(true, Period.ofMonths(13)),
                        LATER,
                        new SimpleMeterRegistry())
                .round();

        assertThat(others.stream().map(one -> scene.known(ProgramId.parse(one.id()), customer("ann"))))
                .filteredOn(known -> !known.isEmpty())
                .hasSize(2);
        assertThat(scene.known(program, customer("ann"))).isEmpty();
    }
}
