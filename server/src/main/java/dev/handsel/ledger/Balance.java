package dev.handsel.ledger;

import dev.handsel.base.money.Currency;

/**
 * What one affiliate is owed in one currency, in minor units.
 *
 * @param pending inside the holding period
 * @param payable free to be paid out; negative after a claw-back of money that had left
 * @param inFlight reserved for payouts
 * @param paid transferred, less what came back
 * @param clawedBack taken back after refunds and disputes, less what was given again
 */
public record Balance(Currency currency, long pending, long payable, long inFlight, long paid, long clawedBack) {}
