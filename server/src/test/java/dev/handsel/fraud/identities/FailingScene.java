package dev.handsel.fraud.identities;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventLog;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Following where something of what is followed fails. */
abstract class FailingScene {

    static final InstantSource LATER = () -> Instant.now().plusSeconds(3_600);

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

    final Set<ProgramId> broken = ConcurrentHashMap.newKeySet();
    Supplier<RuntimeException> failure = this::wrong;
    final List<ProgramId> followed = new ArrayList<>();
    Runnable meanwhile = () -> {};
    int tries;
    Shop shop;
    ProgramId program;

    @BeforeEach
    void open() {
        shop = events.shop();
        program = ProgramId.parse(shop.id());
    }

    /** As the real one, which cannot do some things. */
    final class Failing implements Follower {

        @Override
        public Followed follow(Batch batch, UUID next) {
            tries++;
            followed.add(batch.standing().program());
            meanwhile.run();
            if (broken.contains(batch.standing().program())
                    || batch.events().stream().anyMatch(FailingScene.this::isBad)) {
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

    IdentityReader reader() {
        var failing = new Failing();
        var following = new Following(new Instants(log, LATER), cursors, notes, failing, aside, LATER);
        return new IdentityReader(log, cursors, notes, failing, transactions, following);
    }

    RuntimeException raised(String state) {
        try {
            jdbc.sql("do $$ begin raise exception using errcode = '" + state + "', message = 'away'; end $$")
                    .update();
            throw new IllegalStateException("nothing was raised");
        } catch (DataAccessException raised) {
            return raised;
        }
    }

    List<String> setAside() {
        return jdbc.sql("""
                        select kind || ' ' || array_to_string(names, ',') || ' ' || failure from fraud_set_aside
                        where program_id = :program order by id
                        """)
                .param("program", program.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    static Event at(Event event, int minute) {
        return event.at(
                Instant.parse(EventScene.START).plusSeconds(60L * (minute - 60)).toString());
    }
}
