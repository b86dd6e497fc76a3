package dev.handsel.commissions.explanations;

import dev.handsel.base.facts.Gate;
import dev.handsel.base.facts.Gate.EndedTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Puts into sentences for which trades a bounty is earned, and by which terms. */
final class BountyWords {

    private final Explanation explained;
    private final LongFunction<String> money;

    BountyWords(Explanation explained, LongFunction<String> money) {
        this.explained = explained;
        this.money = money;
    }

    /** That the customer passed the gate. */
    String passed() {
        var gate = Gate.STANDARD;
        return "Customer %s has traded enough since %s: %d trades held for %d seconds or longer, closed on %d days of UTC."
                .formatted(
                        explained.commission().customer(),
                        explained.inputs().paidAt(),
                        gate.trades(),
                        gate.held().toSeconds(),
                        gate.days());
    }

    /** The trades that count, and what is promised for them. */
    List<String> promised() {
        var words = new ArrayList<String>();
        explained.trades().stream().map(BountyWords::trade).forEach(words::add);
        words.add("Rule set %s, in force then, promises %s for it, once for a customer."
                .formatted(
                        explained.inputs().rates().version(),
                        money.apply(explained.commission().base())));
        return words;
    }

    private static String trade(EndedTrade trade) {
        return "Trade %s was held from %s to %s.".formatted(trade.trade(), trade.openedAt(), trade.closedAt());
    }
}
