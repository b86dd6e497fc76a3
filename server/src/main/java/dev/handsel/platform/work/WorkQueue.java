package dev.handsel.platform.work;

import static java.util.Map.entry;
import static java.util.stream.Collectors.joining;

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

    /** What is due is read once and for all: as a subquery of {@code in} it could be run, and lock, more than once. */
    private static final String CLAIM = """
            with queue_due as materialized (
                select {key}, due_at as queue_since from {table}
                where ({open}) and due_at <= {now} and ({only})
                order by due_at, {key} limit :queueMost for update skip locked),
            queue_claimed as (
                update {table} as q set due_at = {now} + :queueLease::interval {and count} from queue_due
                where ({key of q}) = ({key of queue_due}) returning q.*, queue_since)
            select *, due_at as queue_until, {tries} as queue_tries, (extract(epoch from {age}) * 1000)::bigint as queue_age
            from queue_claimed order by queue_since, {key}
            """;

    private static final String AGAIN = """
            update {table} set due_at = {now} + :queuePause::interval {and note}
            where ({key}) = ({key's values}) and due_at = :queueUntil::timestamptz and ({open})
            """;

    private static final String COUNT = """
            select count(*) filter (where due_at <= {now}), count(*) filter (where due_at > {now}), {given up},
                coalesce(extract(epoch from {now} - min(due_at) filter (where due_at <= {now} and isfinite(due_at))), 0)::bigint
            from {table} where ({open})
            """;

    private final JdbcClient jdbc;
    private final QueueRows rows;
    private final Map<String, String> pieces;

    WorkQueue(JdbcClient jdbc, QueueRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
        var now = rows.clock == null ? "now()" : ":queueNow::timestamptz";
        this.pieces = Map.ofEntries(
                entry("table", rows.table),
                entry("open", rows.open),
                entry("now", now),
                entry("key", each("%s")),
                entry("key of q", each("q.%s")),
                entry("key of queue_due", each("queue_due.%s")),
                entry("key's values", each(":queueKey_%s")),
                entry("and count", rows.tries == null ? "" : ", " + rows.tries + " = q." + rows.tries + " + 1"),
                entry("tries", rows.tries == null ? "0" : rows.tries),
                entry("age", rows.since == null ? "interval '0'" : now + " - " + rows.since),
                entry("given up", rows.givenUp == null ? "0" : givenUp()));
    }

    private String each(String column) {
        return rows.key.stream().map(column::formatted).collect(joining(", "));
    }

    private String givenUp() {
        return "(select count(*) from " + rows.table + " where " + rows.givenUp + ")";
    }

    private String sql(String text) {
        for (var piece : pieces.entrySet()) {
            text = text.replace("{" + piece.getKey() + "}", piece.getValue());
        }
        return text;
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
        return jdbc.sql(sql(CLAIM).replace("{only}", only.condition()))
                .params(only.params())
                .params(params())
                .param("queueLease", rows.lease.toString())
                .param("queueMost", most)
                .query((row, number) -> new Claimed<>(read.mapRow(row, number), lease(row)))
                .list();
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
        var note = why == null ? "" : ", " + Objects.requireNonNull(rows.note) + " = :queueNote";
        return jdbc.sql(sql(AGAIN).replace("{and note}", note))
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

    private Map<String, Object> params(Lease lease) {
        var params = new HashMap<String, Object>();
        params.put("queueUntil", lease.until().toString());
        for (int i = 0; i < rows.key.size(); i++) {
            params.put("queueKey_" + rows.key.get(i), lease.key().get(i));
        }
        return params;
    }

    private Map<String, Object> params() {
        return rows.clock == null
                ? Map.of()
                : Map.of("queueNow", rows.clock.instant().toString());
    }

    Figures figures() {
        return jdbc.sql(sql(COUNT))
                .params(params())
                .query((row, _) ->
                        new Figures(row.getLong(1), row.getLong(2), row.getLong(3), Duration.ofSeconds(row.getLong(4))))
                .single();
    }
}
