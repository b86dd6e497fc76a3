package dev.handsel.fraud.accounts;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When something is to be done at a midnight, so that those at which nothing is need not be gone through one by one. */
@Repository
class Calendar {

    private final JdbcClient jdbc;

    Calendar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * From when on a midnight after {@code midnight} finds something that is due, an affiliate that changed or a click of the day before, as far as it is
     * kept; nothing where there is none. It may lie between midnights, or before. One statement.
     */
    Optional<Instant> next(ProgramId program, Instant midnight) {
        return jdbc.sql("""
                select least(
                    (select min(matures_at) from fraud_account where program_id = :program),
                    (select min(trades_mature_at) from fraud_account where program_id = :program),
                    (select cast(:midnight as timestamptz) from fraud_account
                        where program_id = :program and changed limit 1),
                    (select min(first.occurred_at) + interval '1 day' from affiliate a cross join lateral (
                        select k.occurred_at from click k where k.affiliate_id = a.id and k.occurred_at >= :midnight
                        order by k.occurred_at limit 1) as first
                        where a.program_id = :program)) as next
                """)
                .param("program", program.value())
                .param("midnight", utc(midnight))
                .query((row, _) -> instant(row.getObject("next", OffsetDateTime.class)))
                .single();
    }

    /** As {@link #next}, of clicks alone. */
    Optional<Instant> nextClick(ProgramId program, Instant midnight) {
        return jdbc.sql("""
                select min(first.occurred_at) + interval '1 day' as next from affiliate a cross join lateral (
                    select k.occurred_at from click k where k.affiliate_id = a.id and k.occurred_at >= :midnight
                    order by k.occurred_at limit 1) as first
                where a.program_id = :program
                """)
                .param("program", program.value())
                .param("midnight", utc(midnight))
                .query((row, _) -> instant(row.getObject("next", OffsetDateTime.class)))
                .single();
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
