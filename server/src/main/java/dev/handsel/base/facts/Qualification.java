package dev.handsel.base.facts;

import dev.handsel.base.facts.Gate.EndedTrade;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a customer has come to the {@link Gate} of bounties: that they passed it is a fact of its date, the close of the trade by
 * which they did. Trades that are told late may only move it to an earlier one.
 *
 * @param trades the few that decide, the earliest first; those that came after them are not kept
 */
public record Qualification(List<EndedTrade> trades) {

    /** Of a customer who has not traded. */
    public static final Qualification NONE = new Qualification(List.of());

    public Qualification {
        trades = List.copyOf(trades);
    }

    /** With this trade, too; the same where it decides nothing. */
    public Qualification with(EndedTrade ended) {
        return new Qualification(Gate.STANDARD.deciding(
                Stream.concat(trades.stream(), Stream.of(ended)).toList()));
    }

    /** The trade by whose close the customer passed the gate; nothing before. */
    public Optional<EndedTrade> passedBy() {
        return Gate.STANDARD.passedBy(trades);
    }
}
