package dev.handsel.commissions.caps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The invoices and bounties by which one affiliate earns in one month and currency, or those of them from some place on, in the order in
 * which they take from a cap. Not for several threads.
 */
public final class MonthEarnings {

    private final long earnedBefore;
    private final Map<String, KeptInvoice> kept = new HashMap<>();
    private final TreeMap<Place, EarnedInvoice> inOrder = new TreeMap<>(Place.ORDER);

    /** What {@link #before} said last; null where it may have changed since. */
    private @Nullable Map<String, Long> said;

    /** Of a month of which nothing is known yet. */
    public MonthEarnings() {
        this(0, List.of());
    }

    /** Those kept from some place on, in any order, with what was earned before all of them. */
    MonthEarnings(long earnedBefore, Collection<KeptInvoice> kept) {
        this.earnedBefore = earnedBefore;
        for (var one : kept) {
            this.kept.put(one.invoice().key(), one);
            put(one.invoice());
        }
    }

    /** Takes an invoice in; what its place held gives way to it. */
    public void put(EarnedInvoice invoice) {
        said = null;
        inOrder.put(invoice.place(), invoice);
    }

    /** Takes an invoice out that earns nothing; one that is not there is none. */
    public void remove(Place place) {
        said = null;
        inOrder.remove(place);
    }

    /** What was earned before each invoice, in minor units, by its key. */
    public Map<String, Long> before() {
        if (said != null) {
            return said;
        }
        var before = new HashMap<String, Long>();
        long earned = earnedBefore;
        for (var invoice : inOrder.values()) {
            before.put(invoice.key(), earned);
            earned = Math.addExact(earned, invoice.allowed(earned));
        }
        said = Collections.unmodifiableMap(before);
        return said;
    }

    /** What was earned before an invoice, in minor units; 0 where it earns nothing. */
    public long before(String key) {
        return before().getOrDefault(key, 0L);
    }

    /** The invoices that are not kept as they are now, in their order. */
    public List<KeptInvoice> changed() {
        var changed = new ArrayList<KeptInvoice>();
        for (var invoice : inOrder.values()) {
            var now = new KeptInvoice(invoice, invoice.allowed(before(invoice.key())));
            if (!now.equals(kept.get(invoice.key()))) {
                changed.add(now);
            }
        }
        return changed;
    }
}
