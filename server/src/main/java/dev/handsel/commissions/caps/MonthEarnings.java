package dev.handsel.commissions.caps;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The invoices by which one affiliate earns in one month and currency, in the order in which they take from a cap: by the time
 * of their payment, then by their ids. Not for several threads.
 */
public final class MonthEarnings {

    private record Place(Instant paidAt, String ref) {}

    private final Map<String, EarnedInvoice> byRef = new HashMap<>();
    private final TreeMap<Place, EarnedInvoice> inOrder =
            new TreeMap<>(comparing(Place::paidAt).thenComparing(Place::ref));

    /** What {@link #before} said last; null where it may have changed since. */
    private @Nullable Map<String, Long> said;

    /** These, in any order. */
    public MonthEarnings(Collection<EarnedInvoice> invoices) {
        invoices.forEach(this::put);
    }

    private static Place place(EarnedInvoice invoice) {
        return new Place(invoice.paidAt(), invoice.ref());
    }

    /** Takes an invoice in; one of the same id gives way to it. */
    public void put(EarnedInvoice invoice) {
        remove(invoice.ref());
        said = null;
        byRef.put(invoice.ref(), invoice);
        inOrder.put(place(invoice), invoice);
    }

    /** Takes an invoice out that earns nothing; one that is not there is none. */
    public void remove(String ref) {
        var known = byRef.remove(ref);
        if (known != null) {
            said = null;
            inOrder.remove(place(known));
        }
    }

    /** What is known of an invoice. */
    public Optional<EarnedInvoice> find(String ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    /** What was earned before each invoice, in minor units, by its id. */
    public Map<String, Long> before() {
        if (said != null) {
            return said;
        }
        var before = new HashMap<String, Long>();
        long earned = 0;
        for (var invoice : inOrder.values()) {
            before.put(invoice.ref(), earned);
            earned = Math.addExact(earned, invoice.allowed(earned));
        }
        said = Collections.unmodifiableMap(before);
        return said;
    }

    /** The invoices that earn something else than they did after {@code earlier}, which {@link #before} said at some time. */
    public List<EarnedInvoice> changedSince(Map<String, Long> earlier) {
        var now = before();
        return inOrder.values().stream()
                .filter(invoice -> {
                    var then = earlier.get(invoice.ref());
                    return then == null
                            || invoice.allowed(then) != invoice.allowed(now.getOrDefault(invoice.ref(), 0L));
                })
                .toList();
    }
}
