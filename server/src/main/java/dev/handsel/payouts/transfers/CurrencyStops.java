package dev.handsel.payouts.transfers;

import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Currencies in which the platform's balance at Stripe does not suffice: what waits in them goes on waiting, oldest first,
 * until it does. The only one that names the table {@code currency_stop}.
 */
@Service
public class CurrencyStops {

    private static final Logger log = LoggerFactory.getLogger(CurrencyStops.class);

    private final JdbcClient jdbc;
    private final StripeBalance balance;
    private final PayoutSteps payouts;

    CurrencyStops(JdbcClient jdbc, StripeBalance balance, PayoutSteps payouts) {
        this.jdbc = jdbc;
        this.balance = balance;
        this.payouts = payouts;
    }

    /**
     * A currency that is stopped.
     *
     * @param required what the payout needs whose turn it is
     * @param shortfall what is missing for everything that waits
     */
    public record Stop(Money required, Money shortfall) {}

    /** Their codes. */
    Set<String> currencies() {
        return all().stream().map(stop -> stop.required().currency().code()).collect(Collectors.toSet());
    }

    /** Every currency that is stopped now. */
    public List<Stop> all() {
        return jdbc.sql("select currency, required, shortfall from currency_stop order by currency")
                .query((row, _) -> {
                    var currency = Currency.of(row.getString("currency"));
                    return new Stop(
                            new Money(row.getLong("required"), currency),
                            new Money(row.getLong("shortfall"), currency));
                })
                .list();
    }

    /** Stops the currency: this much cannot be paid. As long as nobody asked how much is missing, everything that waits is. */
    long begin(Money required) {
        long waiting = Math.max(required.minor(), payouts.waiting(required.currency()));
        write(required, waiting);
        return waiting;
    }

    /** Stops the currency, and then asks Stripe how much is missing. */
    void stop(Money required) {
        var currency = required.currency();
        long waiting = begin(required);
        long missing = Math.max(1, waiting - balance.fresh(currency).orElse(0));
        log.error(
                "payouts in {} stop: the balance at Stripe is {} too small for what waits",
                currency,
                new Money(missing, currency));
        correct(required, missing);
    }

    /** Unless the stop was lifted meanwhile, or is another one. */
    private void correct(Money required, long missing) {
        jdbc.sql("""
                update currency_stop set shortfall = :shortfall, checked_at = now()
                where currency = :currency and required = :required
                """)
                .param("currency", required.currency().code())
                .param("required", required.minor())
                .param("shortfall", missing)
                .update();
    }

    private void write(Money required, long missing) {
        jdbc.sql("""
                insert into currency_stop (currency, required, shortfall) values (:currency, :required, :shortfall)
                on conflict (currency) do update set required = excluded.required, shortfall = excluded.shortfall,
                    checked_at = now()
                """)
                .param("currency", required.currency().code())
                .param("required", required.minor())
                .param("shortfall", missing)
                .update();
    }

    /** Lifts every stop whose balance suffices for the payout whose turn it is now, which may be another one. */
    public void recheck() {
        for (var stop : all()) {
            var currency = stop.required().currency();
            balance.fresh(currency).ifPresent(available -> recheck(currency, available));
        }
    }

    private void recheck(Currency currency, long available) {
        var next = payouts.nextWaiting(currency);
        if (next.isPresent() && next.getAsLong() > available) {
            write(new Money(next.getAsLong(), currency), payouts.waiting(currency) - available);
        } else {
            log.info("payouts in {} go on", currency);
            jdbc.sql("delete from currency_stop where currency = :currency")
                    .param("currency", currency.code())
                    .update();
        }
    }
}
