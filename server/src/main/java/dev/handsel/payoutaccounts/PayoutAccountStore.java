package dev.handsel.payoutaccounts;

import static dev.handsel.clock.SystemClock.utc;

import dev.handsel.ids.AffiliateId;
import dev.handsel.ids.ProgramId;
import dev.handsel.payoutaccounts.PayoutAccount.State;
import dev.handsel.programs.Program;
import dev.handsel.programs.Program.PayoutProvider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
                        .param("provider", Program.word(account.provider()))
                        .param("enabled", account.payoutsEnabled())
                        .param("state", account.state().word())
                        .param("version", account.version())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    void change(PayoutAccount account, Instant at) {
        jdbc.sql("""
                update payout_account set payouts_enabled = :enabled, state = :state, version = :version, changed_at = :at
                where affiliate_id = :affiliate
                """)
                .param("affiliate", account.affiliate().value())
                .param("enabled", account.payoutsEnabled())
                .param("state", account.state().word())
                .param("version", account.version())
                .param("at", utc(at))
                .update();
    }

    Optional<PayoutAccount> find(AffiliateId affiliate) {
        return jdbc.sql("select * from payout_account where affiliate_id = :affiliate")
                .param("affiliate", affiliate.value())
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

    Set<AffiliateId> enabled(Collection<AffiliateId> affiliates) {
        return new HashSet<>(jdbc.sql("""
                select affiliate_id from payout_account where affiliate_id = any(:affiliates) and payouts_enabled
                """)
                .param("affiliates", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .query((row, _) -> new AffiliateId(row.getObject("affiliate_id", UUID.class)))
                .list());
    }

    private static PayoutAccount read(ResultSet row, int number) throws SQLException {
        return new PayoutAccount(
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                new ProgramId(row.getObject("program_id", UUID.class)),
                PayoutProvider.valueOf(row.getString("provider").toUpperCase(Locale.ROOT)),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("version"));
    }
}
