package dev.handsel.fraud.identities;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.base.ids.ProgramId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code fraud_change}: affiliates whose particulars changed, and accounts with a device more, as triggers note them in
 * the transaction of the change. What counts is read when the note is taken: of two changes whose transactions did not see each
 * other, the note of the later one finds both.
 */
@Repository
class ChangeStore {

    /** So many notes are looked at at once: those that must wait for an event leave as these are followed. */
    private static final int LOOKED_AT = 2_000;

    /** Events bear the time at which they are written, those whom they make affiliates an earlier one of the same transaction. */
    private static final Duration TRANSACTION = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    ChangeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes of each account with a device more its affiliates, in all programmes. */
    void spread(int most) {
        jdbc.sql("""
                with taken as (
                    delete from fraud_change where id in (
                        select id from fraud_change where account_id is not null order by id limit :most
                        for update skip locked)
                    returning account_id)
                insert into fraud_change (program_id, affiliate_id)
                select a.program_id, a.id from affiliate a where a.account_id in (select account_id from taken)
                """).param("most", most).update();
    }

    /** What stands of one affiliate, as it is stored, and since when they are one. */
    record Told(
            UUID id,
            @Nullable String externalId,
            @Nullable String email,
            @Nullable String payoutFingerprint,
            Instant since,
            List<DeviceId> devices) {

        Party party() {
            return Party.ofAffiliate(new AffiliateId(id), externalId);
        }

        Told and(DeviceId more) {
            return new Told(
                    id,
                    externalId,
                    email,
                    payoutFingerprint,
                    since,
                    Stream.concat(devices.stream(), Stream.of(more)).toList());
        }
    }

    /** What stands of affiliates, and how many notes were taken for it. */
    record Taken(List<Told> affiliates, int notes) {}

    /**
     * Takes notes of the programme away, at most {@code most}, and says what stands of those affiliates now. Notes of somebody who
     * enrolled by an event stay until that has been followed: what it tells comes first. Of many notes only the first are looked at, so
     * that each time costs the same.
     */
    Taken take(ProgramId program, long followed, int most) {
        var notes = new int[1];
        var affiliates = jdbc.sql("""
                with taken as (
                    delete from fraud_change where id in (
                        select f.id from (
                            select id, program_id, affiliate_id from fraud_change where program_id = :program
                            order by id limit :looked) f
                        join affiliate a on a.id = f.affiliate_id
                        where not exists (
                            select from event e where e.program_id = f.program_id and e.customer = a.external_id
                                and e.type = 'affiliate_enrolled' and e.seq > :followed)
                        order by f.id limit :most)
                    returning affiliate_id)
                select id, external_id, email, payout_fingerprint, created_at, (select count(*) from taken) as notes
                from affiliate where id in (select affiliate_id from taken) order by id
                """)
                .param("program", program.value())
                .param("followed", followed)
                .param("most", most)
                .param("looked", LOOKED_AT)
                .query((row, _) -> {
                    notes[0] = row.getInt("notes");
                    return particulars(row);
                })
                .list();
        return affiliates.isEmpty() ? new Taken(List.of(), 0) : new Taken(withDevices(affiliates), notes[0]);
    }

    /**
     * What stands of an affiliate, and when they came.
     *
     * @param since by the clock of the server
     * @param enrolled the number of the event that made them one; 0 where none did
     */
    record Standing(Told told, Instant since, long enrolled) {}

    /** What stands of all affiliates of a programme, in the order in which they came. No note is taken for it. */
    List<Standing> all(ProgramId program) {
        var enrolled = new HashMap<UUID, Long>();
        var all = jdbc.sql("""
                select a.id, a.external_id, a.email, a.payout_fingerprint, a.created_at, e.seq, e.received_at
                from affiliate a left join lateral (
                    select seq, received_at from event
                    where program_id = a.program_id and customer = a.external_id and type = 'affiliate_enrolled'
                    order by seq limit 1) as e on true
                where a.program_id = :program order by a.id
                """)
                .param("program", program.value())
                .query((row, _) -> {
                    var told = particulars(row);
                    var received = row.getObject("received_at", OffsetDateTime.class);
                    // One that came later than any transaction lasts found them added already.
                    boolean made = received != null
                            && received.toInstant().isBefore(since(told).plus(TRANSACTION));
                    enrolled.put(told.id(), made ? row.getLong("seq") : 0);
                    return told;
                })
                .list();
        return withDevices(all).stream()
                .map(told -> new Standing(told, since(told), enrolled.getOrDefault(told.id(), 0L)))
                .toList();
    }

    /** Ids begin with the time at which they were made, in milliseconds. */
    private static Instant since(Told told) {
        return Instant.ofEpochMilli(told.id().getMostSignificantBits() >>> 16);
    }

    private static Told particulars(ResultSet row) throws SQLException {
        return new Told(
                row.getObject("id", UUID.class),
                row.getString("external_id"),
                row.getString("email"),
                row.getString("payout_fingerprint"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                List.of());
    }

    private List<Told> withDevices(List<Told> affiliates) {
        var all = new LinkedHashMap<UUID, Told>();
        affiliates.forEach(affiliate -> all.put(affiliate.id(), affiliate));
        jdbc.sql("""
                select a.id, d.id as device from affiliate a join device d on d.owner_id = a.account_id
                where a.id = any(:affiliates) and d.confirmed_at is not null order by a.id, d.id
                """).param("affiliates", all.keySet().toArray(UUID[]::new)).query((RowCallbackHandler) row -> {
            var device = new DeviceId(row.getObject("device", UUID.class));
            all.computeIfPresent(row.getObject("id", UUID.class), (_, told) -> told.and(device));
        });
        return List.copyOf(all.values());
    }
}
