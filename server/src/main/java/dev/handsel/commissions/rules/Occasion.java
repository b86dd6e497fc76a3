package dev.handsel.commissions.rules;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;

/** What a commission is earned for. */
public sealed interface Occasion permits CustomerInvoice, Bounty {

    /** Of one customer: what is at one instant comes in the order of its ids, the bounty first. */
    Comparator<Occasion> IN_ORDER = comparing(Occasion::at).thenComparing(Occasion::ref);

    /** The merchant's id of the invoice; empty for the bounty, of which a customer has one. */
    String ref();

    /** When it happened. */
    Instant at();

    /** ISO 4217 code of what it earns. */
    String currency();

    /** How much of a commission of it is to be taken back. */
    long reversed(long amount);
}
