package dev.handsel.fraud.accounts;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.accounts.Origins.Arrival;
import dev.handsel.fraud.accounts.Origins.Origin;
import dev.handsel.fraud.identities.FollowedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads what the rest of the product knows of a batch: a few statements for all of it. */
@Component
public class Contexts {

    private static final Duration OVERWRITTEN_WINDOW = Duration.ofHours(2);

    private final Origins origins;
    private final Closings closings;

    private final Disputes disputes;

    Contexts(Origins origins, Closings closings, Disputes disputes) {
        this.origins = origins;
        this.closings = closings;
        this.disputes = disputes;
    }

    /** A coupon as it is kept. */
    static String upper(String coupon) {
        return coupon.strip().toUpperCase(Locale.ROOT);
    }

    /** A code as it is kept. */
    static String lower(String code) {
        return code.strip().toLowerCase(Locale.ROOT);
    }

    /** What is asked of a batch. */
    private static final class Asked {

        private final Collection<String> customers = new HashSet<>();
        private final Collection<String> trades = new HashSet<>();
        private final Collection<String> invoices = new HashSet<>();
        private final Collection<String> codes = new HashSet<>();
        private final Collection<String> coupons = new HashSet<>();
        private final List<Fact.Signup> signups = new ArrayList<>();

        void of(Fact fact) {
            switch (fact) {
                case Fact.Signup signup -> {
                    customers.add(signup.customer());
                    signups.add(signup);
                }
                case Fact.InvoicePaid paid -> {
                    invoices.add(paid.invoice());
                    if (paid.coupon() != null) {
                        customers.add(paid.customer());
                        coupons.add(upper(paid.coupon()));
                    }
                }
                case Fact.TradeClosed closed -> trades.add(closed.trade());
                case Fact.TradeOpened opened -> trades.add(opened.trade());
                case Fact.DisputeOpened opened -> invoices.add(opened.invoice());
                case Fact.DisputeTold told -> invoices.add(told.invoice());
                case Fact.Click click -> {
                    if (click.client().device() != null) {
                        codes.add(lower(click.code()));
                    }
                }
                case Fact.AffiliateEnrolled _, Fact.Login _, Fact.Refund _, Fact.RefundFailed _ -> {}
                case Fact.ChargeRefunded _, Fact.ChargeRefundFailed _, Fact.DisputeClosed _ -> {}
                case Fact.SubscriptionCanceled _, Fact.FirstTrade _, Fact.TerminalLinked _ -> {}
            }
        }
    }

    /** Reads it; {@code codes} are those that are known, to which it adds. */
    public Context read(ProgramId program, List<FollowedEvent> events, Map<String, String> codes) {
        var asked = new Asked();
        events.forEach(event -> asked.of(event.fact()));
        var joined = asked.signups.stream().map(Fact.Signup::customer).toList();
        var came = origins.of(program, asked.customers);
        return new Context(
                came,
                origins.overwritten(program, arrivals(asked.signups, came), OVERWRITTEN_WINDOW),
                closings.by(program, asked.trades, joined),
                disputes.by(program, asked.invoices, joined),
                codes(program, asked.codes, codes),
                origins.byCoupon(program, asked.coupons));
    }

    /** Adds codes that are not known yet; whose a code is does not change. */
    private Map<String, String> codes(ProgramId program, Collection<String> asked, Map<String, String> known) {
        known.putAll(origins.byCode(
                program, asked.stream().filter(code -> !known.containsKey(code)).toList()));
        return known;
    }

    private static List<Arrival> arrivals(List<Fact.Signup> signups, Map<String, Origin> came) {
        var all = new ArrayList<Arrival>();
        for (var signup : signups) {
            var device = signup.client().device();
            var origin = came.get(signup.customer());
            if (device != null && origin != null) {
                var told = signup.envelope();
                all.add(new Arrival(told.id(), device, origin.affiliateId(), told.occurredAt()));
            }
        }
        return all;
    }
}
