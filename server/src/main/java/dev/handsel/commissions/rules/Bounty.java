package dev.handsel.commissions.rules;

import dev.handsel.base.facts.Block;
import dev.handsel.base.facts.Gate.EndedTrade;
import dev.handsel.base.money.Money;
import java.time.Instant;

/**
 * That a customer has traded enough, once and for good: refunds of what they bought take nothing of it.
 *
 * @param trade the one by whose close they passed the gate
 * @param money what the rule set in force then promises for it; 0 where it promises nothing
 */
public record Bounty(EndedTrade trade, Money money) implements Occasion {

    /** Stands for it where an invoice's id would. */
    public static final String REF = Block.BOUNTY;

    @Override
    public String ref() {
        return REF;
    }

    @Override
    public Instant at() {
        return trade.closedAt();
    }

    @Override
    public String currency() {
        return money.currency().code();
    }

    @Override
    public long reversed(long amount) {
        return 0;
    }
}
