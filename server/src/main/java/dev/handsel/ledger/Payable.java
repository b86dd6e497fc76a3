package dev.handsel.ledger;

import dev.handsel.ids.AffiliateId;
import dev.handsel.money.Money;

/**
 * Something that is payable to an affiliate.
 *
 * @param account the account's place in the order of all accounts
 * @param amount positive
 */
public record Payable(long account, AffiliateId affiliate, Money amount) {}
