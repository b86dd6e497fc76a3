package dev.handsel.ledger;

import dev.handsel.base.money.Money;

/**
 * Money moving from one account to another: balanced by construction.
 *
 * @param debit the account that is debited: an expense grows, or what is owed shrinks
 * @param credit the account that is credited
 * @param amount positive; anything else is refused with {@link IllegalArgumentException}
 */
public record Posting(Account debit, Account credit, Money amount) {
    public Posting {
        if (debit.equals(credit)) {
            throw new IllegalArgumentException("Nothing moves within " + debit);
        }
        amount = amount.requirePositive();
    }
}
