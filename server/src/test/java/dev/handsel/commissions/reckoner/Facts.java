package dev.handsel.commissions.reckoner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one customer.
 *
 * @param signup when they signed up for an affiliate; none where they did not, or nobody brought them
 * @param owner who brought them, if anybody did
 */
record Facts(
        @Nullable Instant signup,
        Owner owner,
        List<PaidInvoice> invoices,
        List<Refund> refunds,
        List<Dispute> disputes,
        Trades trades) {

    /** What a customer of this name has traded. */
    record Trades(String customer, List<Traded> all) {

        static final Trades NONE = new Trades("", List.of());

        Trades until(Instant then) {
            return new Trades(
                    customer,
                    all.stream()
                            .map(trade -> new Traded(
                                    trade.opened(),
                                    trade.volume(),
                                    trade.closes().stream()
                                            .filter(close -> !close.at().isAfter(then))
                                            .toList()))
                            .toList());
        }
    }

    private static final Duration BEFORE_SIGNUP = Duration.ofHours(24);

    static Facts of(String signup, PaidInvoice... invoices) {
        return new Facts(Days.of(signup), Owner.NORA, List.of(invoices), List.of(), List.of(), Trades.NONE);
    }

    Facts by(Owner other) {
        return new Facts(signup, other, invoices, refunds, disputes, trades);
    }

    Facts with(Refund... more) {
        var all = new ArrayList<>(refunds);
        all.addAll(List.of(more));
        return new Facts(signup, owner, invoices, all, disputes, trades);
    }

    Facts with(Dispute... more) {
        var all = new ArrayList<>(disputes);
        all.addAll(List.of(more));
        return new Facts(signup, owner, invoices, refunds, all, trades);
    }

    Facts with(PaidInvoice... more) {
        var all = new ArrayList<>(invoices);
        all.addAll(List.of(more));
        return new Facts(signup, owner, all, refunds, disputes, trades);
    }

    /** What had happened by then; a refund that fails later never was. */
    Facts until(Instant then) {
        return new Facts(
                signup,
                owner,
                invoices.stream()
                        .filter(invoice -> !invoice.paidAt().isAfter(then))
                        .toList(),
                refunds.stream().filter(refund -> !refund.at().isAfter(then)).toList(),
                disputes,
                trades.until(then));
    }

    /** That enough was traded, as if it were an invoice of what is promised for it; its id comes before those of all others. */
    Optional<PaidInvoice> bounty(Agreements agreements) {
        var at = Traded.enough(trades.all());
        if (at == null || signup == null || at.isBefore(signup.minus(BEFORE_SIGNUP))) {
            return Optional.empty();
        }
        var rules = agreements.rules(at);
        var currency = rules.bountyCurrency();
        return currency == null
                ? Optional.empty()
                : Optional.of(new PaidInvoice(
                        PaidInvoice.BOUNTY + trades.customer(),
                        at,
                        currency,
                        List.of(SoldLine.months(rules.bounty().getOrDefault(currency, 0L), at, 0)),
                        0,
                        0,
                        0));
    }

    /** The invoices that are the customer's: paid after the signup, or up to a day before it. */
    List<PaidInvoice> own() {
        var own = new ArrayList<PaidInvoice>();
        for (var invoice : invoices) {
            if (signup != null && !invoice.paidAt().isBefore(signup.minus(BEFORE_SIGNUP))) {
                own.add(invoice);
            }
        }
        return own;
    }

    /** Whether all that was received had gone back by then. */
    boolean givenBack(PaidInvoice invoice, Instant by) {
        long back = 0;
        for (var refund : refunds) {
            if (refund.invoice().equals(invoice.id())
                    && !refund.failed()
                    && !refund.at().isAfter(by)) {
                back = Math.addExact(back, refund.amount());
            }
        }
        return back >= invoice.received();
    }

    /** What went back so far or was withdrawn, whenever. */
    long takenBack(PaidInvoice invoice) {
        long back = 0;
        for (var refund : refunds) {
            if (refund.invoice().equals(invoice.id()) && !refund.failed()) {
                back = Math.addExact(back, refund.amount());
            }
        }
        for (var dispute : disputes) {
            if (dispute.invoice().equals(invoice.id()) && dispute.takes()) {
                back = Math.addExact(back, dispute.amount());
            }
        }
        return back;
    }
}
