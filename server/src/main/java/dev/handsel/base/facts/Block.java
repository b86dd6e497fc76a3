package dev.handsel.base.facts;

import java.util.Set;

/**
 * Whether a customer's invoices earn anything. While they are blocked nothing does but what had been paid out before: of that
 * nothing is taken back by itself.
 *
 * @param stands whether the customer is blocked
 * @param spared the merchant's ids of the invoices that go on earning
 */
public record Block(boolean stands, Set<String> spared) {

    /** Nobody blocks them. */
    public static final Block NONE = new Block(false, Set.of());

    public Block {
        spared = Set.copyOf(spared);
    }

    /** A block that spares these invoices. */
    public static Block sparing(Set<String> spared) {
        return new Block(true, spared);
    }

    /** Whether this invoice earns nothing because of it. */
    public boolean stops(String invoice) {
        return stands && !spared.contains(invoice);
    }
}
