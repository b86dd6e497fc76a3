package dev.handsel.base.facts;

import java.util.Set;

/**
 * Whether a customer's invoices and bounty earn anything. While they are blocked nothing does but what had been paid out before: of
 * that nothing is taken back by itself.
 *
 * @param stands whether the customer is blocked
 * @param spared the merchant's ids of the invoices that go on earning; {@link #BOUNTY} for the bounty
 */
public record Block(boolean stands, Set<String> spared) {

    /** Stands for the customer's bounty among invoices; no id of these is empty. */
    public static final String BOUNTY = "";

    /** Nobody blocks them. */
    public static final Block NONE = new Block(false, Set.of());

    public Block {
        spared = Set.copyOf(spared);
    }

    /** A block that spares these invoices. */
    public static Block sparing(Set<String> spared) {
        return new Block(true, spared);
    }

    /** Whether this invoice, or the {@link #BOUNTY}, earns nothing because of it. */
    public boolean stops(String invoice) {
        return stands && !spared.contains(invoice);
    }
}
