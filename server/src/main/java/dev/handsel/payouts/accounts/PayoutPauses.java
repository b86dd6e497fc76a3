package dev.handsel.payouts.accounts;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.Ids;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * To whom nothing is paid although the account looks ready. A pause is over when Stripe says anything new of the account, when
 * another account takes its place, when something was paid after all, or when a person lifts it. The only one that names the table
 * {@code payout_pause}.
 */
@Repository
public class PayoutPauses {

    private static final String IN_FORCE = """
            select p.* from payout_pause p
            join payout_account a on a.affiliate_id = p.affiliate_id and a.reference = p.destination
                and a.version = p.account_version
            """;

    private final JdbcClient jdbc;

    PayoutPauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Pauses what goes to this affiliate in this currency, for the account as it is.
     *
     * @param destination the provider's account that was refused
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(
            ProgramId program, AffiliateId affiliate, PayoutId payout, Money refused, String destination, Why why) {
        jdbc.sql("""
                insert into payout_pause (id, affiliate_id, currency, program_id, payout_id, amount, code, message,
                    destination, account_version)
                select :id, :affiliate, :currency, :program, :payout, :amount, :code, :message, :destination,
                    coalesce((select version from payout_account where affiliate_id = :affiliate), 0)
                on conflict (affiliate_id, currency) do update set id = excluded.id, payout_id = excluded.payout_id,
                    amount = excluded.amount, code = excluded.code, message = excluded.message,
                    destination = excluded.destination, account_version = excluded.account_version, since = now()
                """)
                .param("id", Ids.fresh())
                .param("affiliate", affiliate.value())
                .param("currency", refused.currency().code())
                .param("program", program.value())
                .param("payout", payout.value())
                .param("amount", refused.minor())
                .param("code", why.code())
                .param("message", why.message())
                .param("destination", destination)
                .update();
    }

    /** The provider's code and words. */
    public record Why(String code, String message) {}

    /** Those in force, of these affiliates. */
    public List<PayoutPause> of(Collection<AffiliateId> affiliates) {
        return jdbc.sql(IN_FORCE + " where p.affiliate_id = any(:affiliates) order by p.affiliate_id, p.currency")
                .param("affiliates", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .query(PayoutPauses::read)
                .list();
    }

    List<PayoutPause> list(ProgramId program, PageRequest page) {
        var keyset = page.newestFirst("p.id");
        return jdbc.sql(IN_FORCE + " where p.program_id = :program " + keyset.sql())
                .param("program", program.value())
                .params(keyset.params())
                .query(PayoutPauses::read)
                .list();
    }

    /** Ends it, in force or not; says whether there was one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lift(AffiliateId affiliate, Currency currency) {
        return jdbc.sql("delete from payout_pause where affiliate_id = :affiliate and currency = :currency")
                        .param("affiliate", affiliate.value())
                        .param("currency", currency.code())
                        .update()
                == 1;
    }

    private static PayoutPause read(ResultSet row, int number) throws SQLException {
        return new PayoutPause(
                row.getObject("id", UUID.class),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                new PayoutId(row.getObject("payout_id", UUID.class)),
                new Money(row.getLong("amount"), Currency.of(row.getString("currency"))),
                row.getString("code"),
                row.getString("message"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }
}
