package dev.handsel.payouts.transfers;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.payouts.transfers.DatabaseIdentity.Incarnation;
import dev.handsel.payouts.transfers.TransferUpdates.TransferFinding;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/**
 * Asks Stripe for every transfer since the last time and takes each of them over. How far it came is kept in the database
 * itself, so that one that went back in time also asks from further back. The only one that names the table
 * {@code sender_checkpoint}.
 */
@Service
public class CatchUp {

    /** Requests may be executed late, and clocks differ. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    /** What another database may not have known. */
    private static final Duration OVERLAP_OF_ANOTHER = Duration.ofDays(3);

    /** How far back a database looks that never looked. */
    private static final Duration AT_FIRST = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final Stripe stripe;
    private final TransferUpdates updates;
    private final DatabaseIdentity identity;
    private final InstantSource clock;

    CatchUp(JdbcClient jdbc, Stripe stripe, TransferUpdates updates, DatabaseIdentity identity, InstantSource clock) {
        this.jdbc = jdbc;
        this.stripe = stripe;
        this.updates = updates;
        this.identity = identity;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface CatchUpResult {
        /** Every transfer at Stripe is known here. */
        record Complete() implements CatchUpResult {}

        /** Not all of them could be asked for, or taken over. */
        record Incomplete(String why) implements CatchUpResult {}
    }

    private record SenderCheckpoint(String system, int timeline, Instant seenUntil) {}

    /** Catches up as the backstop for news that did not arrive; says whether it came to the end. */
    public boolean run() {
        return run(identity.ask()) instanceof CatchUpResult.Complete;
    }

    CatchUpResult run(Incarnation database) {
        var begun = clock.instant();
        var path =
                "/v1/transfers?limit=100&created[gte]=" + since(database, begun).getEpochSecond();
        for (var answer : stripe.pages(path, null)) {
            if (!(answer instanceof StripeAnswer.Done(JsonNode page))) {
                return new CatchUpResult.Incomplete("Stripe did not list the transfers: " + answer);
            }
            FailPoints.reach("transfers-are-listed");
            for (var transfer : page.path("data")) {
                if (updates.apply(transfer) == TransferFinding.UNEXPLAINED) {
                    return new CatchUpResult.Incomplete(
                            "transfer " + Stripe.text(transfer, "id") + " at Stripe cannot be explained");
                }
            }
        }
        remember(database, begun);
        return new CatchUpResult.Complete();
    }

    /** A checkpoint that lies ahead is that of a clock that was wrong, and says nothing. */
    private Instant since(Incarnation database, Instant now) {
        return checkpoint()
                .filter(seen -> seen.seenUntil().isBefore(now.plus(OVERLAP)))
                .map(seen -> seen.seenUntil()
                        .minus(database.sameHistory(seen.system(), seen.timeline()) ? OVERLAP : OVERLAP_OF_ANOTHER))
                .orElseGet(() -> now.minus(AT_FIRST));
    }

    private Optional<SenderCheckpoint> checkpoint() {
        return jdbc.sql("select * from sender_checkpoint")
                .query((row, _) -> new SenderCheckpoint(
                        row.getString("system_identifier"),
                        row.getInt("timeline"),
                        present(Timestamps.instant(row, "seen_until"))))
                .optional();
    }

    private static Instant present(@Nullable Instant instant) {
        return Objects.requireNonNull(instant);
    }

    /**
     * Never further back than it is: another process may have asked later. Never further than the database's own clock, so that
     * the next one asks from there.
     */
    private void remember(Incarnation database, Instant at) {
        jdbc.sql("""
                insert into sender_checkpoint as c (system_identifier, timeline, seen_until)
                values (:system, :timeline, least(:at, now()))
                on conflict (id) do update set system_identifier = excluded.system_identifier,
                    timeline = excluded.timeline,
                    seen_until = greatest(least(c.seen_until, now()), excluded.seen_until)
                """)
                .param("system", database.system())
                .param("timeline", database.timeline())
                .param("at", utc(at))
                .update();
    }
}
