package dev.handsel.payouts.accounts;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.toMap;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.payouts.accounts.PayoutAccount.Bank;
import dev.handsel.payouts.accounts.PayoutAccount.PayoutAccountState;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.programs.terms.Program.PayoutProvider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code payout_account}. */
@Repository
class PayoutAccountStore {

    private final JdbcClient jdbc;

    PayoutAccountStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the account, unless the affiliate has one; says whether it did. */
    boolean add(PayoutAccount account, Instant at) {
        return jdbc.sql("""
                insert into payout_account (affiliate_id, program_id, provider, payouts_enabled, state, version, created_at,
                    changed_at)
                values (:affiliate, :program, :provider, :enabled, :state, :version, :at, :at)
                on conflict (affiliate_id) do nothing
                """)
                        .param("affiliate", account.affiliate().value())
                        .param("program", account.program().value())
                        .param("provider", account.provider().word())
                        .param("enabled", account.payoutsEnabled())
                        .param("state", account.state().word())
                        .param("version", account.version())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    void change(PayoutAccount account, Instant at) {
        var bank = account.bank();
        jdbc.sql("""
                update payout_account set payouts_enabled = :enabled, state = :state, version = :version, changed_at = :at,
                    reference = :reference, requirements = :requirements, disabled_reason = :reason,
                    bank_account = :bank, bank_changed_at = :bankChanged::timestamptz, generation = :generation, pays_by_hand = :byHand,
                    opening = case when generation = :generation then opening end
                where affiliate_id = :affiliate
                """)
                .param("affiliate", account.affiliate().value())
                .param("enabled", account.payoutsEnabled())
                .param("state", account.state().word())
                .param("version", account.version())
                .param("at", utc(at))
                .param("reference", account.reference())
                .param("requirements", Columns.texts(account.requirements()))
                .param("reason", account.disabledReason())
                .param("bank", bank == null ? null : bank.name())
                .param(
                        "bankChanged",
                        bank == null || bank.changedAt() == null
                                ? null
                                : bank.changedAt().toString())
                .param("generation", account.generation())
                .param("byHand", account.paysByHand())
                .update();
    }

    /** The request that opens the account: the first that was written down; none where another account took its place. */
    Optional<String> freeze(Opening wanted) {
        return jdbc.sql("""
                update payout_account set opening = coalesce(opening, :form)
                where affiliate_id = :affiliate and generation = :generation returning opening
                """)
                .param("affiliate", wanted.account().affiliate().value())
                .param("generation", wanted.account().generation())
                .param("form", wanted.form())
                .query(String.class)
                .optional();
    }

    void thaw(Opening refused) {
        jdbc.sql("""
                update payout_account set opening = null
                where affiliate_id = :affiliate and generation = :generation and opening = :form
                """)
                .param("affiliate", refused.account().affiliate().value())
                .param("generation", refused.account().generation())
                .param("form", refused.form())
                .update();
    }

    /** Notes when Stripe was asked, unless it was asked later already; a clock that was ahead does not count. */
    boolean asked(String reference, Instant at) {
        return jdbc.sql("""
                update payout_account set checked_at = :at
                where reference = :reference
                    and (checked_at is null or checked_at <= :at or checked_at > now() + interval '5 minutes')
                """).param("reference", reference).param("at", utc(at)).update() == 1;
    }

    boolean askedSince(String reference, Instant then) {
        return jdbc.sql("""
                select exists (select from payout_account where reference = :reference
                    and checked_at between :then and now() + interval '5 minutes')
                """)
                .param("reference", reference)
                .param("then", utc(then))
                .query(Boolean.class)
                .single();
    }

    Collection<String> unasked(Instant before, int most) {
        return jdbc.sql("""
                select reference from payout_account where reference is not null and state <> 'disconnected'
                    and (checked_at is null or checked_at < :before or checked_at > now() + interval '5 minutes')
                order by checked_at nulls first, affiliate_id limit :most
                """)
                .param("before", utc(before))
                .param("most", most)
                .query((row, _) -> row.getString("reference"))
                .list();
    }

    Optional<PayoutAccount> find(AffiliateId affiliate) {
        return jdbc.sql("select * from payout_account where affiliate_id = :affiliate")
                .param("affiliate", affiliate.value())
                .query(PayoutAccountStore::read)
                .optional();
    }

    Optional<PayoutAccount> findByReference(String reference) {
        return jdbc.sql("select * from payout_account where reference = :reference")
                .param("reference", reference)
                .query(PayoutAccountStore::read)
                .optional();
    }

    /** The account, locked until the transaction ends. */
    Optional<PayoutAccount> take(AffiliateId affiliate) {
        return jdbc.sql("select * from payout_account where affiliate_id = :affiliate for update")
                .param("affiliate", affiliate.value())
                .query(PayoutAccountStore::read)
                .optional();
    }

    /** The account, locked until the transaction ends. */
    Optional<PayoutAccount> takeByReference(String reference) {
        return jdbc.sql("select * from payout_account where reference = :reference for update")
                .param("reference", reference)
                .query(PayoutAccountStore::read)
                .optional();
    }

    Map<AffiliateId, PayoutAccount> enabled(Collection<AffiliateId> affiliates) {
        return jdbc
                .sql("select * from payout_account where affiliate_id = any(:affiliates) and payouts_enabled")
                .param("affiliates", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .query(PayoutAccountStore::read)
                .list()
                .stream()
                .collect(toMap(PayoutAccount::affiliate, account -> account));
    }

    private static PayoutAccount read(ResultSet row, int number) throws SQLException {
        return new PayoutAccount(
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                new ProgramId(row.getObject("program_id", UUID.class)),
                Word.read(PayoutProvider.class, row.getString("provider")),
                Word.read(PayoutAccountState.class, row.getString("state")),
                row.getString("reference"),
                List.of((String[]) row.getArray("requirements").getArray()),
                row.getString("disabled_reason"),
                bank(row),
                row.getBoolean("pays_by_hand"),
                row.getInt("generation"),
                row.getLong("version"));
    }

    private static @Nullable Bank bank(ResultSet row) throws SQLException {
        var name = row.getString("bank_account");
        return name == null ? null : new Bank(name, Timestamps.instant(row, "bank_changed_at"));
    }
}
