package dev.handsel.platform.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Rows that are worked on one by one when they are due, by several processes at once. A row is claimed, which counts as a
 * try; then the work is done, with no transaction open; then its owner ends it, or it is put off. A process that dies in
 * between costs the rest of its lease: work is done at least once, so its owner makes twice harmless.
 */
public final class WorkQueue {

    /** A row, and the claim on it. */
    public record Claimed<R>(R row, Lease lease) {}

    /**
     * The claim on a row. It ends by itself, and whoever claims the row then has another one.
     *
     * @param key the row's primary key
     * @param until when it ends
     * @param tries how often the row was claimed, this time included; 0 where that is not counted
     * @param age how long the row has been there; zero where that is not asked
     * @param last whether the row is to be given up when this try fails
     */
    public record Lease(List<Object> key, Instant until, int tries, Duration age, boolean last) {}

    /**
     * A condition that changes from claim to claim.
     *
     * @param condition a piece of SQL, a constant of our code
     * @param params the values of its named parameters
     */
    public record Only(String condition, Map<String, ?> params) {

        static final Only ALL = new Only("true", Map.of());
    }

    /** How many rows are due, wait or are leased, and were given up; and how long the first has been due. */
    record Figures(long due, long ahead, long givenUp, Duration late) {

        static final Figures NONE = new Figures(0, 0, 0, Duration.ZERO);
    }

    private final JdbcClient jdbc;
    private final QueueRows rows;
    private final String now;

    WorkQueue(JdbcClient jdbc, QueueRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.now = rows.clock == null ? "now()" : ":queueNow::timestamptz";
    }

    /** The name of its table. */
    String name() {
        return rows.table;
    }

    /** The row that has been due for longest; nobody else gets it while the lease lasts. */
    public <R> Optional<Claimed<R>> claim(RowMapper<R> read) {
        return claim(1, Only.ALL, read).stream().findFirst();
    }

    /** As {@link #claim(RowMapper)}, of the rows that fulfil a condition. */
    public <R> Optional<Claimed<R>> claim(Only only, RowMapper<R> read) {
        return claim(1, only, read).stream().findFirst();
    }

    /** Those that have been due for longest, in this order. */
    public <R> List<Claimed<R>> claim(int most, RowMapper<R> read) {
        return claim(most, Only.ALL, read);
    }

    private <R> List<Claimed<R>> claim(int most, Only only, RowMapper<R> read) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "A claim counts once it is committed, and work on it runs in no transaction");
        }
        return jdbc.sql(claiming(only))
                .params(only.params())
                .params(params())
                .param("queueLease", rows.lease.toString())
                .param("queueMost", most)
                .query((row, number) -> new Claimed<>(read.mapRow(row, number), lease(row)))
                .list();
    }

    /** The inner query is read once and for all: as a subquery of {@code in} it could be run, and lock, more than once. */
    private String claiming(Only only) {
        var key = String.join(", ", rows.key);
        return """
                with queue_due as materialized (
                    select %2$s, due_at as queue_since from %1$s
                    where (%4$s) and due_at <= %3$s and (%5$s)
                    order by due_at, %2$s limit :queueMost for update skip locked),
                queue_claimed as (
                    update %1$s as q set due_at = %3$s + :queueLease::interval%6$s from queue_due
                    where (%7$s) = (%8$s) returning q.*, queue_since)
                select *, due_at as queue_until, %9$s as queue_tries, %10$s as queue_age
                from queue_claimed order by queue_since, %2$s
                """.formatted(
                rows.table,
                key,
                now,
                rows.open,
                only.condition(),
                rows.tries == null ? "" : ", " + rows.tries + " = q." + rows.tries + " + 1",
                keyOf("q"),
                keyOf("queue_due"),
                rows.tries == null ? "0" : rows.tries,
                rows.since == null ? "0" : "(extract(epoch from " + now + " - " + rows.since + ") * 1000)::bigint");
    }

    private String keyOf(String alias) {
        return rows.key.stream().map(column -> alias + "." + column).collect(Collectors.joining(", "));
    }

    private Lease lease(ResultSet row) throws SQLException {
        var key = new ArrayList<Object>();
        for (var column : rows.key) {
            key.add(row.getObject(column));
        }
        int tries = row.getInt("queue_tries");
        var age = Duration.ofMillis(row.getLong("queue_age"));
        boolean last = tries >= rows.mostTries || (rows.oldest != null && age.compareTo(rows.oldest) >= 0);
        var until = row.getObject("queue_until", OffsetDateTime.class).toInstant();
        return new Lease(List.copyOf(key), until, tries, age, last);
    }

    /** The row is due again after the pause for so many tries; false where the lease is somebody else's by now. */
    public boolean again(Lease lease) {
        return again(lease, pause(lease), null);
    }

    /** As {@link #again(Lease)}, and says why. */
    public boolean again(Lease lease, String why) {
        return again(lease, pause(lease), why);
    }

    /** The row is due again after this pause. */
    public boolean again(Lease lease, Duration pause, @Nullable String why) {
        var key = IntStream.range(0, lease.key().size()).boxed();
        return jdbc.sql("""
                update %s set due_at = %s + :queuePause::interval%s
                where (%s) = (%s) and due_at = :queueUntil::timestamptz and (%s)
                """.formatted(
                                        rows.table,
                                        now,
                                        why == null ? "" : ", " + Objects.requireNonNull(rows.note) + " = :queueNote",
                                        String.join(", ", rows.key),
                                        key.map(i -> ":queueKey" + i).collect(Collectors.joining(", ")),
                                        rows.open))
                        .params(params())
                        .params(params(lease))
                        .param("queuePause", pause.toString())
                        .param("queueNote", why)
                        .update()
                == 1;
    }

    private Duration pause(Lease lease) {
        return Objects.requireNonNull(rows.pauses).after(lease.tries());
    }

    private static Map<String, Object> params(Lease lease) {
        var params = new HashMap<String, Object>();
        params.put("queueUntil", lease.until().toString());
        for (int i = 0; i < lease.key().size(); i++) {
            params.put("queueKey" + i, lease.key().get(i));
        }
        return params;
    }

    private Map<String, Object> params() {
        return rows.clock == null
                ? Map.of()
                : Map.of("queueNow", rows.clock.instant().toString());
    }

    Figures figures() {
        return jdbc.sql("""
                select count(*) filter (where due_at <= %1$s), count(*) filter (where due_at > %1$s), %4$s,
                    coalesce(extract(epoch from %1$s - min(due_at) filter (where due_at <= %1$s and isfinite(due_at))), 0)::bigint
                from %2$s where (%3$s)
                """.formatted(
                                now,
                                rows.table,
                                rows.open,
                                rows.givenUp == null
                                        ? "0"
                                        : "(select count(*) from " + rows.table + " where " + rows.givenUp + ")"))
                .params(params())
                .query((row, _) ->
                        new Figures(row.getLong(1), row.getLong(2), row.getLong(3), Duration.ofSeconds(row.getLong(4))))
                .single();
    }
}
