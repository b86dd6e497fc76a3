package dev.handsel.ledger;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.money.Money;

/**
 * Something that is payable to an affiliate.
 *
 * @param account the account's place in the order of all accounts
 * @param amount positive
 */
public record Payable(long account, AffiliateId affiliate, Money amount) {}
