package dev.handsel.fraud.identities;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tables {@code fraud_identity} and {@code fraud_fanout}, of which the second counts the rows of the first. Whoever writes has
 * the lock of {@link CursorStore}, hence is alone.
 */
@Repository
class IdentityStore {

    private static final String COLUMNS =
            "i.kind, i.value_hash, i.account, i.first_seen, i.last_seen, i.n, f.n as fanout";

    /**
     * Who has what is sought, where at least two and at most so many do. Each is looked up by the keys, whatever the planner
     * believes of tables that grew faster than its statistics: what has a limit is not made part of a join.
     */
    private static final String SHARED = """
            select {columns} from ({sought}) as s
            cross join lateral (
                select n from fraud_fanout f
                where f.program_id = :program and f.kind = s.kind and f.value_hash = s.value_hash and f.n between 2 and :most
                limit 1) as f
            cross join lateral (
                select * from fraud_identity i
                where i.program_id = :program and i.kind = s.kind and i.value_hash = s.value_hash
                limit :most) as i
            order by i.kind, i.value_hash, i.account
            """.replace("{columns}", COLUMNS);

    private final JdbcClient jdbc;

    IdentityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An identity of somebody, and by how many events it was told. */
    record Row(IdentityKind kind, IdentityHash hash, Party party, Instant first, Instant last, long times) {

        Row and(Row other) {
            return new Row(
                    kind,
                    hash,
                    party,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last,
                    times + other.times);
        }
    }

    /** Adds these to what is known, with one statement; no two of them are of one kind, hash and party. */
    void write(ProgramId program, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with told as materialized (
                    select * from unnest(:kinds::text[], :hashes::uuid[], :accounts::text[], :firsts::timestamptz[],
                        :lasts::timestamptz[], :times::bigint[]) as t(kind, value_hash, account, first_seen, last_seen, n)),
                known as materialized (
                    -- looked up one by one: joined, all that is known of the programme might be read
                    select t.kind, t.value_hash, (
                        select i.account from fraud_identity i where i.program_id = :program and i.kind = t.kind
                            and i.value_hash = t.value_hash and i.account = t.account) as known_by
                    from told t),
                written as (
                    insert into fraud_identity as i (program_id, kind, value_hash, account, first_seen, last_seen, n)
                    select :program, * from told order by kind, value_hash, account
                    on conflict (program_id, kind, value_hash, account) do update
                        set first_seen = least(i.first_seen, excluded.first_seen),
                            last_seen = greatest(i.last_seen, excluded.last_seen), n = i.n + excluded.n)
                insert into fraud_fanout as f (program_id, kind, value_hash, n)
                select :program, kind, value_hash, count(*) from known where known_by is null
                group by kind, value_hash order by kind, value_hash
                on conflict (program_id, kind, value_hash) do update set n = f.n + excluded.n
                """)
                .param("program", program.value())
                .params(Columns.of(rows)
                        .with("kinds", row -> row.kind().word())
                        .with("hashes", Row::hash)
                        .with("accounts", row -> row.party().key())
                        .with("firsts", Row::first)
                        .with("lasts", Row::last)
                        .with("times", Row::times)
                        .params())
                .update();
    }

    /** What these are known by, in the order of kinds, hashes and parties. */
    List<HeldIdentity> of(ProgramId program, Collection<Party> parties) {
        return jdbc.sql("select " + COLUMNS + """
                 from fraud_identity i join fraud_fanout f using (program_id, kind, value_hash)
                where i.program_id = :program and i.account = any(:accounts)
                order by i.kind, i.value_hash, i.account
                """)
                .param("program", program.value())
                .param("accounts", keys(parties))
                .query(IdentityStore::held)
                .list();
    }

    /** Who has what at least one of these has too, they themselves included; nothing that more than {@code most} have. */
    List<HeldIdentity> neighbours(ProgramId program, Collection<Party> parties, int most) {
        return jdbc.sql(SHARED.replace(
                        "{sought}",
                        "select distinct kind, value_hash from fraud_identity"
                                + " where program_id = :program and account = any(:accounts)"))
                .param("program", program.value())
                .param("accounts", keys(parties))
                .param("most", most)
                .query(IdentityStore::held)
                .list();
    }

    /** A kind and a hash. */
    record Sought(IdentityKind kind, IdentityHash hash) {}

    /** Who has these, where at least two and at most {@code most} do. */
    List<HeldIdentity> shared(ProgramId program, Collection<Sought> sought, int most) {
        return jdbc.sql(SHARED.replace(
                        "{sought}", "select * from unnest(:kinds::text[], :hashes::uuid[]) as t(kind, value_hash)"))
                .param("program", program.value())
                .params(Columns.of(List.copyOf(sought))
                        .with("kinds", one -> one.kind().word())
                        .with("hashes", Sought::hash)
                        .params())
                .param("most", most)
                .query(IdentityStore::held)
                .list();
    }

    private static String[] keys(Collection<Party> parties) {
        return Columns.texts(parties.stream().map(Party::key).toList());
    }

    private static HeldIdentity held(ResultSet row, int number) throws SQLException {
        return new HeldIdentity(
                Word.read(IdentityKind.class, row.getString("kind")),
                new IdentityHash(row.getObject("value_hash", UUID.class)),
                Party.parse(row.getString("account")),
                row.getObject("first_seen", OffsetDateTime.class).toInstant(),
                row.getObject("last_seen", OffsetDateTime.class).toInstant(),
                row.getLong("n"),
                row.getLong("fanout"));
    }

    /** Forgets what somebody is known by; returns how much that was. */
    int erase(ProgramId program, Party party) {
        return remove(
                        program,
                        "select i.kind, i.value_hash, i.account from fraud_identity i"
                                + " where i.program_id = :program and i.account = :account")
                .param("account", party.key())
                .query(Integer.class)
                .single();
    }

    /** Forgets what was last seen before this, at most {@code most} at a time; returns how much that was. */
    int expire(ProgramId program, Instant before, int most) {
        return remove(
                        program,
                        "select i.kind, i.value_hash, i.account from fraud_identity i"
                                + " where i.program_id = :program and i.last_month <= :month and i.last_seen < :before"
                                + " limit :most")
                .param("month", LocalDate.ofInstant(before, ZoneOffset.UTC).withDayOfMonth(1))
                .param("before", utc(before))
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec remove(ProgramId program, String which) {
        return jdbc.sql("""
                with gone as (
                    delete from fraud_identity where program_id = :program and (kind, value_hash, account) in ({which})
                    returning kind, value_hash),
                fewer as (select kind, value_hash, count(*) as n from gone group by kind, value_hash),
                nobody as (
                    delete from fraud_fanout f using fewer
                    where f.program_id = :program and (f.kind, f.value_hash) = (fewer.kind, fewer.value_hash)
                        and f.n <= fewer.n),
                left_over as (
                    update fraud_fanout f set n = f.n - fewer.n from fewer
                    where f.program_id = :program and (f.kind, f.value_hash) = (fewer.kind, fewer.value_hash)
                        and f.n > fewer.n)
                select count(*) from gone
                """.replace("{which}", which)).param("program", program.value());
    }
}
