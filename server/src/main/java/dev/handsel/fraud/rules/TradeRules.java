package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.FLAG_AT;
import static dev.handsel.fraud.rules.Parameter.HOLD_AT;
import static dev.handsel.fraud.rules.Parameter.OPPOSITE_SHARE;
import static dev.handsel.fraud.rules.Parameter.OPPOSITE_TRADES;
import static dev.handsel.fraud.rules.Parameter.ROUND_TRIPS;
import static dev.handsel.fraud.rules.Parameter.ROUND_TRIP_SHARE;

import java.util.List;

/** WT-1, WT-2 and WT-4 to WT-7: rules of what an account, or a pair, traded. */
public final class TradeRules {

    private static final double NEWCOMERS_HABIT = 0.3;
    private static final double NEARLY_CERTAIN = 0.9;

    private final Parameters in;

    public TradeRules(Parameters parameters) {
        this.in = parameters;
    }

    /**
     * WT-1 and WT-2, a week after a referred customer's first close: a newcomer's habits as well, so never more than a flag. What
     * was held for an instant is WT-1's alone; the other clears.
     */
    public List<Verdict> effort(TradeCounts counts) {
        boolean instant = counts.instantOnly(in);
        return List.of(effort(Rule.WT_1, instant, counts), effort(Rule.WT_2, !instant && counts.briefOnly(in), counts));
    }

    private Verdict effort(Rule rule, boolean hit, TradeCounts counts) {
        return hit
                ? Verdict.of(
                        rule, Action.FLAG, NEWCOMERS_HABIT, early(rule, counts).done())
                : clear(rule, NEWCOMERS_HABIT);
    }

    private Evidence.Collecting early(Rule rule, TradeCounts counts) {
        return Evidence.under(rule, in)
                .fact("early_trades", counts.early())
                .fact("instant_trades", counts.instant())
                .fact("brief_trades", counts.brief());
    }

    /** WT-4: little effort by a customer who is linked to their affiliate. */
    Verdict linked(TradeCounts counts, double link) {
        boolean hit = link >= in.of(HOLD_AT) && counts.briefOnly(in);
        if (!hit) {
            return clear(Rule.WT_4, link);
        }
        var evidence = early(Rule.WT_4, counts).fact("link", link).done();
        return Verdict.of(Rule.WT_4, Action.HOLD, link, evidence);
    }

    /** WT-5: one position bought and sold by two accounts. Once may be chance, unless they are linked. */
    Verdict opposite(PairFacts.Opposites opposites, double link) {
        if (opposites.times() == 0) {
            return clear(Rule.WT_5, 0.5);
        }
        boolean again = opposites.times() >= in.count(OPPOSITE_TRADES) && opposites.share() >= in.of(OPPOSITE_SHARE);
        var action = again || link >= in.of(FLAG_AT) ? Action.HOLD : Action.FLAG;
        var evidence = Evidence.under(Rule.WT_5, in)
                .fact("opposite_trades", opposites.times())
                .fact("opposite_share", opposites.share())
                .fact("link", link)
                .done();
        return Verdict.of(Rule.WT_5, action, 0.5 + 0.1 * opposites.times(), evidence);
    }

    /** WT-6: who holds the opposite of another's position in one tree acts with them, and for the affiliate's gain. */
    Verdict together(Verdict opposite, boolean oneTree) {
        if (!oneTree || opposite.action() != Action.HOLD) {
            return clear(Rule.WT_6, opposite.score());
        }
        var evidence =
                new Evidence(opposite.evidence().facts(), opposite.evidence().weights(), in.of(Rule.WT_6));
        return Verdict.of(Rule.WT_6, Action.HOLD, opposite.score(), evidence);
    }

    /** WT-7, of a referred customer: in and out at once, nearly always at a loss: volume and no trading. */
    public Verdict roundTrips(TradeCounts counts) {
        double share = in.of(ROUND_TRIP_SHARE) * counts.closed();
        boolean hit = counts.closed() >= in.count(ROUND_TRIPS) && counts.quick() >= share && counts.losses() >= share;
        if (!hit) {
            return clear(Rule.WT_7, NEARLY_CERTAIN);
        }
        var evidence = Evidence.under(Rule.WT_7, in)
                .fact("closed_trades", counts.closed())
                .fact("quick_trades", counts.quick())
                .fact("lost_trades", counts.losses())
                .done();
        return Verdict.of(Rule.WT_7, Action.HOLD, NEARLY_CERTAIN, evidence);
    }

    private static Verdict clear(Rule rule, double score) {
        return Verdict.of(rule, Action.CLEAR, score, Evidence.NONE);
    }
}
