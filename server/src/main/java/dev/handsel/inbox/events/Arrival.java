package dev.handsel.inbox.events;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Outcome;
import dev.handsel.base.facts.Outcome.Thing;
import dev.handsel.base.facts.Outcome.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fact on its way through the inbox.
 *
 * @param payload canonical JSON
 */
record Arrival(String type, Fact fact, String payload, String sha256) {

    String id() {
        return fact.envelope().id();
    }

    /** Everything that nobody else may work on meanwhile: the event itself, and all that it names. */
    Stream<String> keys() {
        var keys = new ArrayList<String>();
        keys.add("event:" + id());
        add(keys, Thing.CUSTOMER, fact.customer());
        switch (fact) {
            case Fact.InvoicePaid paid -> {
                add(keys, Thing.INVOICE, paid.invoice());
                addText(keys, "coupon:", paid.coupon());
            }
            case Fact.Refund refund -> add(keys, Thing.INVOICE, refund.invoice());
            case Fact.DisputeOpened opened -> {
                add(keys, Thing.INVOICE, opened.invoice());
                add(keys, Thing.DISPUTE, opened.dispute());
            }
            case Fact.DisputeClosed closed -> {
                add(keys, Thing.INVOICE, closed.invoice());
                add(keys, Thing.DISPUTE, closed.dispute());
            }
            case Fact.TradeOpened opened -> add(keys, Thing.TRADE, opened.trade());
            case Fact.TradeClosed closed -> add(keys, Thing.TRADE, closed.trade());
            case Fact.AffiliateEnrolled enrolled -> {
                addText(keys, "code:", enrolled.code());
                enrolled.coupons().forEach(coupon -> addText(keys, "coupon:", coupon));
            }
            case Fact _ -> {}
        }
        return keys.stream();
    }

    private static void add(List<String> keys, Thing thing, @Nullable String ref) {
        if (ref != null) {
            keys.add(new Waiting(thing, ref).key());
        }
    }

    private static void addText(List<String> keys, String prefix, @Nullable String text) {
        if (text != null) {
            keys.add(prefix + text);
        }
    }

    /** What parked events may wait for that this fact brings, if it counts. */
    Stream<String> brings() {
        var subject = fact.subject().stream();
        var months = fact instanceof Fact.InvoicePaid paid && paid.charge().months() > 0
                ? Stream.of(new Waiting(Thing.MONTHS, paid.customer()))
                : Stream.<Waiting>empty();
        return Stream.concat(subject, months).map(Outcome.Waiting::key);
    }
}
