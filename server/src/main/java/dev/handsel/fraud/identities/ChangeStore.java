package dev.handsel.fraud.identities;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.base.ids.ProgramId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table {@code fraud_change}: affiliates whose particulars changed, and accounts with a device more, as triggers note them in
 * the transaction of the change. What counts is read when the note is taken: of two changes whose transactions did not see each
 * other, the note of the later one finds both.
 */
@Repository
class ChangeStore {

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

    /**
     * What stands of affiliates.
     *
     * @param notes how many notes were taken for it
     */
    record Standing(List<Telling> tellings, int notes) {}

    /** Takes notes of the programme away, at most {@code most}, and says what stands of those affiliates now. */
    Standing take(ProgramId program, int most) {
        var affiliates = jdbc.sql("""
                with taken as (
                    delete from fraud_change where id in (
                        select id from fraud_change where program_id = :program order by id limit :most)
                    returning affiliate_id)
                select id, external_id, email, payout_fingerprint, created_at, (select count(*) from taken) as notes
                from affiliate where id in (select affiliate_id from taken) order by id
                """)
                .param("program", program.value())
                .param("most", most)
                .query(ChangeStore::particulars)
                .list();
        return affiliates.isEmpty()
                ? new Standing(List.of(), 0)
                : new Standing(withDevices(affiliates), affiliates.getFirst().notes());
    }

    /** An affiliate, and what they are known by without devices. */
    private record Particulars(UUID affiliate, List<Telling> tellings, int notes) {}

    private static Particulars particulars(ResultSet row, int number) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var since = row.getObject("created_at", OffsetDateTime.class).toInstant();
        var party = Party.ofAffiliate(new AffiliateId(id), row.getString("external_id"));
        var identifiers = Stream.concat(
                Identifier.ofMail(row.getString("email")).stream(),
                Identifier.of(IdentityKind.PAYOUT_ACCOUNT, row.getString("payout_fingerprint")).stream());
        return new Particulars(
                id,
                identifiers
                        .map(identifier -> new Telling(party, identifier, since, false))
                        .toList(),
                row.getInt("notes"));
    }

    private List<Telling> withDevices(List<Particulars> affiliates) {
        var all = new ArrayList<Telling>();
        affiliates.forEach(affiliate -> all.addAll(affiliate.tellings()));
        all.addAll(jdbc.sql("""
                select a.id, a.external_id, d.id as device, d.confirmed_at
                from affiliate a join device d on d.owner_id = a.account_id
                where a.id = any(:affiliates) and d.confirmed_at is not null order by a.id, d.id
                """)
                .param(
                        "affiliates",
                        affiliates.stream().map(Particulars::affiliate).toArray(UUID[]::new))
                .query(ChangeStore::device)
                .list());
        return all;
    }

    private static Telling device(ResultSet row, int number) throws SQLException {
        return new Telling(
                Party.ofAffiliate(new AffiliateId(row.getObject("id", UUID.class)), row.getString("external_id")),
                new Identifier(IdentityKind.DEVICE, new DeviceId(row.getObject("device", UUID.class)).toString()),
                row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
                false);
    }
}
