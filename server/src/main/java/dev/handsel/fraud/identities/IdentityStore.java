package dev.handsel.fraud.identities;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.fraud.identities.Follower.Membership;
import dev.handsel.fraud.identities.Memberships.Member;
import dev.handsel.fraud.identities.Memberships.Sighting;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
            "i.kind, i.value_hash, i.account, i.first_seen, u.last_seen, u.n, f.n as fanout";

    /** When and how often exactly somebody was seen with something, as far as that is kept with the account. */
    private static final String USES = """
             left join fraud_account a on a.program_id = i.program_id and a.account = i.account
            left join lateral (
                select (use->>1)::bigint as n, (use->>2)::bigint as last_seen from json_array_elements(a.uses->i.kind) as use
                where use->>0 = i.value_hash::text) as u on true
            """;

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
                limit :most) as i {uses}
            order by i.kind, i.value_hash, i.account
            """.replace("{columns}", COLUMNS).replace("{uses}", USES);

    private final JdbcClient jdbc;

    IdentityStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Who is known by these, of each at most {@code most}. */
    List<Member> members(ProgramId program, Collection<IdentityKey> keys, int most) {
        return jdbc.sql("""
                select s.kind, s.value_hash, i.account, f.n
                from unnest(:kinds::text[], :hashes::uuid[]) as s(kind, value_hash)
                cross join lateral (
                    select n from fraud_fanout f
                    where f.program_id = :program and f.kind = s.kind and f.value_hash = s.value_hash limit 1) as f
                cross join lateral (
                    select account from fraud_identity i
                    where i.program_id = :program and i.kind = s.kind and i.value_hash = s.value_hash
                    order by account limit :most) as i
                """)
                .param("program", program.value())
                .params(keys(List.copyOf(keys)))
                .param("most", most)
                .query((row, _) -> new Member(key(row), row.getString("account"), row.getLong("n")))
                .list();
    }

    /** Adds what is new, and counts it. */
    void add(ProgramId program, List<Sighting> sightings) {
        if (sightings.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with added as (
                    insert into fraud_identity (program_id, kind, value_hash, account, first_seen, last_month)
                    select :program, kind, value_hash, account, at, date_trunc('month', at at time zone 'UTC')::date
                    from unnest(:kinds::text[], :hashes::uuid[], :accounts::text[], :ats::timestamptz[])
                        as t(kind, value_hash, account, at)
                    order by kind, value_hash, account
                    on conflict (program_id, kind, value_hash, account) do nothing
                    returning kind, value_hash)
                insert into fraud_fanout as f (program_id, kind, value_hash, n)
                select :program, kind, value_hash, count(*) from added group by kind, value_hash order by kind, value_hash
                on conflict (program_id, kind, value_hash) do update set n = f.n + excluded.n
                """)
                .param("program", program.value())
                .params(columns(sightings))
                .update();
    }

    /** Says that these were seen then, too. */
    void see(ProgramId program, List<Sighting> sightings) {
        if (sightings.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update fraud_identity i set first_seen = least(i.first_seen, t.at),
                    last_month = greatest(i.last_month, date_trunc('month', t.at at time zone 'UTC')::date)
                from unnest(:kinds::text[], :hashes::uuid[], :accounts::text[], :ats::timestamptz[])
                    as t(kind, value_hash, account, at)
                cross join lateral (
                    select ctid from fraud_identity k where k.program_id = :program and k.kind = t.kind
                        and k.value_hash = t.value_hash and k.account = t.account limit 1) as found
                where i.ctid = found.ctid
                """)
                .param("program", program.value())
                .params(columns(sightings))
                .update();
    }

    private static Map<String, Object> columns(List<Sighting> sightings) {
        return Columns.of(sightings)
                .with("kinds", seen -> seen.key().kind().word())
                .with("hashes", seen -> seen.key().hash())
                .with("accounts", Sighting::account)
                .with("ats", Sighting::at)
                .params();
    }

    private static Map<String, Object> keys(List<IdentityKey> keys) {
        return Columns.of(keys)
                .with("kinds", key -> key.kind().word())
                .with("hashes", IdentityKey::hash)
                .params();
    }

    private static IdentityKey key(ResultSet row) throws SQLException {
        return new IdentityKey(
                Word.read(IdentityKind.class, row.getString("kind")),
                new IdentityHash(row.getObject("value_hash", UUID.class)));
    }

    /** What these are known by, in the order of kinds, hashes and parties. */
    List<HeldIdentity> of(ProgramId program, Collection<Party> parties) {
        return jdbc.sql("select " + COLUMNS + """
                 from fraud_identity i join fraud_fanout f using (program_id, kind, value_hash)
                """ + USES + """
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

    /** Who has these, where at least two and at most {@code most} do. */
    List<HeldIdentity> shared(ProgramId program, Collection<IdentityKey> sought, int most) {
        return jdbc.sql(SHARED.replace(
                        "{sought}", "select * from unnest(:kinds::text[], :hashes::uuid[]) as t(kind, value_hash)"))
                .param("program", program.value())
                .params(keys(List.copyOf(sought)))
                .param("most", most)
                .query(IdentityStore::held)
                .list();
    }

    private static String[] keys(Collection<Party> parties) {
        return Columns.texts(parties.stream().map(Party::key).toList());
    }

    private static HeldIdentity held(ResultSet row, int number) throws SQLException {
        var key = key(row);
        var first = row.getObject("first_seen", OffsetDateTime.class).toInstant();
        var last = row.getObject("last_seen", Long.class);
        return new HeldIdentity(
                key.kind(),
                key.hash(),
                Party.parse(row.getString("account")),
                first,
                last == null ? first : Instant.ofEpochMilli(last),
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
                .query(IdentityStore::gone)
                .list()
                .size();
    }

    /** Forgets what was last seen before this, at most {@code most} at a time; returns what that was. */
    List<Membership> expire(ProgramId program, Instant before, int most) {
        return remove(program, "select i.kind, i.value_hash, i.account from fraud_identity i " + USES + """
                where i.program_id = :program and i.last_month <= :month
                    and coalesce(to_timestamp(u.last_seen / 1000.0), i.first_seen) < :before
                limit :most
                """)
                .param("month", LocalDate.ofInstant(before, ZoneOffset.UTC).withDayOfMonth(1))
                .param("before", utc(before))
                .param("most", most)
                .query(IdentityStore::gone)
                .list();
    }

    private static Membership gone(ResultSet row, int number) throws SQLException {
        return new Membership(key(row), row.getString("account"));
    }

    private JdbcClient.StatementSpec remove(ProgramId program, String which) {
        return jdbc.sql("""
                with gone as (
                    delete from fraud_identity where program_id = :program and (kind, value_hash, account) in ({which})
                    returning kind, value_hash, account),
                fewer as (select kind, value_hash, count(*) as n from gone group by kind, value_hash),
                nobody as (
                    delete from fraud_fanout f using fewer
                    where f.program_id = :program and (f.kind, f.value_hash) = (fewer.kind, fewer.value_hash)
                        and f.n <= fewer.n),
                left_over as (
                    update fraud_fanout f set n = f.n - fewer.n from fewer
                    where f.program_id = :program and (f.kind, f.value_hash) = (fewer.kind, fewer.value_hash)
                        and f.n > fewer.n)
                select kind, value_hash, account from gone
                """.replace("{which}", which)).param("program", program.value());
    }
}
