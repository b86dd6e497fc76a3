package dev.handsel.fraud.rules;

import dev.handsel.base.words.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from the facts of two accounts, and for whom: SR-1 to SR-3, MA-1, WT-4 to WT-6. Every rule that could say something
 * of a pair is in the answer, if only to say that it no longer does, so that the answer replaces what was said of the pair before.
 */
public final class PairVerdicts {

    private final Parameters parameters;
    private final SamePerson person;
    private final TradeRules trades;

    public PairVerdicts(Parameters parameters) {
        this.parameters = parameters;
        this.person = new SamePerson(parameters);
        this.trades = new TradeRules(parameters);
    }

    /** Whom of a pair a verdict is about. */
    public enum Side implements Word {
        OLDER,
        YOUNGER,
        /** The affiliate who referred both. */
        AFFILIATE
    }

    /**
     * How affiliates tie the two together.
     *
     * @param olderReferred whether an affiliate is owed for the older
     * @param youngerReferred whether one is for the younger
     * @param between what the affiliate is to them
     */
    public record Tie(boolean olderReferred, boolean youngerReferred, Between between) {

        boolean referred() {
            return olderReferred || youngerReferred;
        }

        boolean tree() {
            return between.tree;
        }
    }

    /** How near two accounts are to each other by who referred whom. */
    public enum Between implements Word {
        /** The older is owed for the younger. */
        OLDER_IS_AFFILIATE(true, true),
        /** The younger is owed for the older. */
        YOUNGER_IS_AFFILIATE(true, true),
        /** One affiliate is owed for both. */
        SIBLINGS(true, true),
        /** The one brought the other over up to eight others. */
        ABOVE(false, true),
        NOTHING(false, false);

        private final boolean tree;
        private final boolean related;

        Between(boolean tree, boolean related) {
            this.tree = tree;
            this.related = related;
        }
    }

    /** A verdict about one side; what it says it says because of the other. */
    public record About(Side side, Verdict verdict) {}

    /** What is known now: the score, how strongly it links the two for groups and trades, and all verdicts. */
    public record Judged(PairScore score, double edge, List<About> verdicts) {

        public Judged {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** Judges a pair; {@code younger} is what the younger account traded. */
    public Judged judge(PairFacts facts, Tie tie, TradeCounts younger) {
        var score = person.score(facts);
        var action = limited(person.action(score, facts), tie);
        var all = new ArrayList<About>();
        selfReferral(all, score, tie, action);
        multiAccount(all, score, tie, action == Action.BLOCK ? Action.HOLD : action);
        washTrades(all, facts, score, tie, younger);
        return new Judged(score, tie.tree() ? score.probability() : 0, all);
    }

    /** Between accounts that no affiliate ties together nothing is held: it would stop somebody who has no part in it. */
    private static Action limited(Action found, Tie tie) {
        if (!tie.referred()) {
            return Action.CLEAR;
        }
        return tie.between().related || found.compareTo(Action.FLAG) <= 0 ? found : Action.FLAG;
    }

    /** At most one of the three is in force; the others clear. */
    private void selfReferral(List<About> all, PairScore score, Tie tie, Action action) {
        switch (tie.between()) {
            case OLDER_IS_AFFILIATE -> selfReferral(all, Side.YOUNGER, score, action);
            case YOUNGER_IS_AFFILIATE -> selfReferral(all, Side.OLDER, score, action);
            case SIBLINGS, ABOVE, NOTHING -> {}
        }
    }

    private void selfReferral(List<About> all, Side side, PairScore score, Action action) {
        all.add(about(side, Rule.SR_1, action == Action.BLOCK ? action : Action.CLEAR, score));
        all.add(about(side, Rule.SR_2, action == Action.HOLD ? action : Action.CLEAR, score));
        all.add(about(side, Rule.SR_3, action == Action.FLAG ? action : Action.CLEAR, score));
    }

    private void multiAccount(List<About> all, PairScore score, Tie tie, Action action) {
        all.add(about(Side.YOUNGER, Rule.MA_1, action, score));
        if (tie.olderReferred()) {
            all.add(about(Side.OLDER, Rule.MA_1, action, score));
        }
    }

    private About about(Side side, Rule rule, Action action, PairScore score) {
        // Nearly every pair is clear of nearly every rule: nothing is collected for those.
        var evidence = action == Action.CLEAR ? Evidence.NONE : score.under(rule, parameters);
        return new About(side, Verdict.of(rule, action, score.probability(), evidence));
    }

    private void washTrades(List<About> all, PairFacts facts, PairScore score, Tie tie, TradeCounts younger) {
        var opposite = trades.opposite(facts.opposites(), score.probability());
        if (tie.olderReferred()) {
            all.add(new About(Side.OLDER, opposite));
        }
        if (tie.youngerReferred()) {
            all.add(new About(Side.YOUNGER, opposite));
        }
        var together = trades.together(opposite, tie.tree());
        all.add(new About(Side.OLDER, together));
        all.add(new About(Side.YOUNGER, together));
        if (tie.between() == Between.SIBLINGS) {
            all.add(new About(Side.AFFILIATE, together));
        }
        if (tie.between() == Between.OLDER_IS_AFFILIATE) {
            all.add(new About(Side.YOUNGER, trades.linked(younger, score.probability())));
        }
    }
}
