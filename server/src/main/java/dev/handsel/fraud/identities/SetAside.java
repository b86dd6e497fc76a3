package dev.handsel.fraud.identities;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.platform.database.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code fraud_set_aside}: what could not be judged and was left out, so that all else is. Whoever sees to it finds the
 * failure in the log.
 */
@Repository
class SetAside {

    private static final Logger log = LoggerFactory.getLogger(SetAside.class);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Counter counter;

    SetAside(JdbcClient jdbc, InstantSource clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.counter = Counter.builder("handsel.fraud.set_aside")
                .description("What could not be judged and was left out.")
                .register(meters);
    }

    /** What was left out. */
    enum Kind implements Word {
        /** All that happened at one instant. */
        EVENTS,
        /** The rules of affiliates at the midnights before a time. */
        MIDNIGHTS,
        /** What stands of an affiliate, or their rules at a midnight. */
        AFFILIATE
    }

    /**
     * Something that was left out.
     *
     * @param names ids of events, or the account of an affiliate
     * @param at when it happened; null for what has no time
     */
    record Thing(Kind kind, List<String> names, @Nullable Instant at) {}

    /** The ids of the programme's events that were left out. */
    Set<String> events(ProgramId program) {
        return Set.copyOf(jdbc.sql("""
                select distinct unnest(names) as id from fraud_set_aside where program_id = :program and kind = :kind
                """)
                .param("program", program.value())
                .param("kind", Kind.EVENTS.word())
                .query(String.class)
                .list());
    }

    /** Writes it down, in the transaction that goes past it. */
    void put(ProgramId program, Thing thing, RuntimeException failure) {
        jdbc.sql("""
                insert into fraud_set_aside (program_id, kind, names, happened_at, failure, set_aside_at)
                values (:program, :kind, :names, :happened, :failure, :now)
                """)
                .param("program", program.value())
                .param("kind", thing.kind().word())
                .param("names", thing.names().toArray(String[]::new))
                .param("happened", thing.at() == null ? null : utc(thing.at()))
                .param("failure", failure.getClass().getName())
                .param("now", utc(clock.instant()))
                .update();
        Transactions.afterCommit(() -> {
            counter.increment();
            log.error(
                    "{} of {} cannot be judged and are left out: {}",
                    thing.kind().word(),
                    program,
                    thing.names(),
                    failure);
        });
    }
}
