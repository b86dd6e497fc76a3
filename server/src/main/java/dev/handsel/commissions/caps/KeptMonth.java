package dev.handsel.commissions.caps;

import java.util.Map;
import java.util.Optional;

/**
 * What is kept of some invoices of a month.
 *
 * @param invoices by their keys; one that earns nothing is none
 * @param before what was earned in the month before each of them, in minor units, by their keys
 */
public record KeptMonth(Map<String, EarnedInvoice> invoices, Map<String, Long> before) {

    /** What is kept of an invoice. */
    public Optional<EarnedInvoice> find(String key) {
        return Optional.ofNullable(invoices.get(key));
    }
}
