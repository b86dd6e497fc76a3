package dev.handsel.referrals.affiliates;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.platform.database.Columns;
import dev.handsel.referrals.affiliates.Affiliate.AffiliateState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the tables {@code affiliate} and {@code affiliate_coupon}. */
@Repository
class AffiliateStore {

    private final JdbcClient jdbc;

    AffiliateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A coupon and its owner. */
    record Coupon(String coupon, AffiliateId affiliate) {}

    void addAll(List<Affiliate> affiliates) {
        if (affiliates.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into affiliate (id, program_id, account_id, external_id, email, email_normalised, code,
                    payout_fingerprint, state, created_at)
                select * from unnest(:ids::uuid[], :programs::uuid[], :accounts::uuid[], :externals::text[],
                    :emails::text[], :mailboxes::text[], :codes::text[], :fingerprints::text[], :states::text[],
                    :created::timestamptz[])
                """)
                .params(Columns.of(affiliates)
                        .with("ids", affiliate -> affiliate.id().value())
                        .with("programs", affiliate -> affiliate.program().value())
                        .with(
                                "accounts",
                                affiliate -> affiliate.account() == null
                                        ? null
                                        : affiliate.account().value())
                        .with("externals", Affiliate::externalId)
                        .with("emails", Affiliate::email)
                        .with("mailboxes", Affiliate::emailNormalised)
                        .with("codes", Affiliate::code)
                        .with("fingerprints", Affiliate::payoutFingerprint)
                        .with("states", affiliate -> affiliate.state().word())
                        .with("created", Affiliate::createdAt)
                        .params())
                .update();
    }

    /** Adds the affiliate, unless the code, the account or the external id has one already; says whether it did. */
    boolean add(Affiliate affiliate) {
        return jdbc.sql("""
                insert into affiliate (id, program_id, account_id, external_id, email, email_normalised, code, state,
                    created_at)
                values (:id, :program, :account, :external, :email, :mailbox, :code, :state, :created)
                on conflict do nothing
                """)
                        .param("id", affiliate.id().value())
                        .param("program", affiliate.program().value())
                        .param(
                                "account",
                                affiliate.account() == null
                                        ? null
                                        : affiliate.account().value())
                        .param("external", affiliate.externalId())
                        .param("email", affiliate.email())
                        .param("mailbox", affiliate.emailNormalised())
                        .param("code", affiliate.code())
                        .param("state", affiliate.state().word())
                        .param("created", utc(affiliate.createdAt()))
                        .update()
                == 1;
    }

    /** Those of the coupons that somebody has. */
    List<Coupon> owners(ProgramId program, Collection<String> coupons) {
        return jdbc.sql("""
                select coupon, affiliate_id from affiliate_coupon where program_id = :program and coupon = any(:coupons)
                """)
                .param("program", program.value())
                .param("coupons", Columns.texts(coupons))
                .query((row, _) ->
                        new Coupon(row.getString("coupon"), new AffiliateId(row.getObject("affiliate_id", UUID.class))))
                .list();
    }

    /** Adds the coupons that nobody has; returns how many that were. */
    int addCoupons(ProgramId program, List<Coupon> coupons) {
        return coupons.isEmpty()
                ? 0
                : jdbc.sql("""
                        insert into affiliate_coupon (program_id, coupon, affiliate_id)
                        select :program, * from unnest(:coupons::text[], :affiliates::uuid[]) on conflict do nothing
                        """)
                        .param("program", program.value())
                        .params(Columns.of(coupons)
                                .with("coupons", Coupon::coupon)
                                .with("affiliates", coupon -> coupon.affiliate().value())
                                .params())
                        .update();
    }

    /** Everyone whom one of these names, with the coupons that named them. */
    List<Map.Entry<Affiliate, List<String>>> named(
            ProgramId program,
            Collection<String> codes,
            Collection<String> coupons,
            Collection<String> externalIds,
            Collection<AffiliateId> ids) {
        return jdbc.sql("""
                select a.*, array(select coupon from affiliate_coupon c where c.affiliate_id = a.id
                    and c.program_id = :program and c.coupon = any(:coupons)) as coupons
                from affiliate a where a.program_id = :program and (a.code = any(:codes) or a.external_id = any(:externals)
                    or a.id = any(:ids) or a.id in (select affiliate_id from affiliate_coupon
                        where program_id = :program and coupon = any(:coupons)))
                """)
                .param("program", program.value())
                .param("codes", Columns.texts(codes))
                .param("coupons", Columns.texts(coupons))
                .param("externals", Columns.texts(externalIds))
                .param("ids", ids.stream().map(Id::value).toArray(UUID[]::new))
                .query((row, number) -> Map.entry(read(row, number), List.of((String[])
                        row.getArray("coupons").getArray())))
                .list();
    }

    Optional<Affiliate> find(AffiliateId id) {
        return jdbc.sql("select * from affiliate where id = :id")
                .param("id", id.value())
                .query(AffiliateStore::read)
                .optional();
    }

    Optional<Affiliate> findByAccount(ProgramId program, AccountId account) {
        return jdbc.sql("select * from affiliate where program_id = :program and account_id = :account")
                .param("program", program.value())
                .param("account", account.value())
                .query(AffiliateStore::read)
                .optional();
    }

    Optional<Affiliate> findByExternalId(ProgramId program, String externalId) {
        return jdbc.sql("select * from affiliate where program_id = :program and external_id = :external")
                .param("program", program.value())
                .param("external", externalId)
                .query(AffiliateStore::read)
                .optional();
    }

    Optional<Affiliate> findByCode(ProgramId program, String code) {
        return jdbc.sql("select * from affiliate where program_id = :program and code = :code")
                .param("program", program.value())
                .param("code", code)
                .query(AffiliateStore::read)
                .optional();
    }

    List<Affiliate> of(AccountId account) {
        return jdbc.sql("select * from affiliate where account_id = :account order by id")
                .param("account", account.value())
                .query(AffiliateStore::read)
                .list();
    }

    /**
     * Gives the account the affiliate that only the merchant knows and whom this very e-mail names, unless it has one in
     * the programme already.
     */
    Optional<Affiliate> claim(ProgramId program, String email, String mailbox, AccountId account) {
        return jdbc.sql("""
                update affiliate set account_id = :account, version = version + 1
                where id = (
                    select id from affiliate
                    where program_id = :program and email_normalised = :mailbox and lower(email) = :email
                        and account_id is null
                    order by id limit 1 for update)
                and account_id is null
                and not exists (select from affiliate where program_id = :program and account_id = :account)
                returning *
                """)
                .param("program", program.value())
                .param("mailbox", mailbox)
                .param("email", email)
                .param("account", account.value())
                .query(AffiliateStore::read)
                .optional();
    }

    /** Takes account and e-mail from the affiliates of an account; what is left is a pseudonym. */
    List<AffiliateId> forget(AccountId account) {
        return jdbc.sql("""
                update affiliate set account_id = null, email = null, email_normalised = null, version = version + 1
                where account_id = :account returning id
                """)
                .param("account", account.value())
                .query((row, _) -> new AffiliateId(row.getObject("id", UUID.class)))
                .list();
    }

    static Affiliate read(ResultSet row, int number) throws SQLException {
        var account = row.getObject("account_id", UUID.class);
        return new Affiliate(
                new AffiliateId(row.getObject("id", UUID.class)),
                new ProgramId(row.getObject("program_id", UUID.class)),
                account == null ? null : new AccountId(account),
                row.getString("external_id"),
                row.getString("email"),
                row.getString("email_normalised"),
                row.getString("code"),
                row.getString("payout_fingerprint"),
                Word.read(AffiliateState.class, row.getString("state")),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
