package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.PairScene.affiliateAndCustomer;
import static dev.handsel.fraud.rules.PairScene.siblings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.rules.PairVerdicts.About;
import dev.handsel.fraud.rules.PairVerdicts.Between;
import dev.handsel.fraud.rules.PairVerdicts.Judged;
import dev.handsel.fraud.rules.PairVerdicts.Side;
import dev.handsel.fraud.rules.PairVerdicts.Tie;
import org.junit.jupiter.api.Test;

/** Who gets which verdict for what is known of a pair. */
class PairVerdictsTest {

    private static final Tie OWN = new Tie(false, true, Between.OLDER_IS_AFFILIATE);
    private static final Tie SIBLINGS = new Tie(true, true, Between.SIBLINGS);
    private static final Tie FAR = new Tie(false, true, Between.NOTHING);
    private static final Tie NOBODYS = new Tie(false, false, Between.NOTHING);

    @Test
    void of_self_referrals_one_is_in_force_and_the_others_clear() {
        assertThat(selfReferral(affiliateAndCustomer().mailbox()))
                .containsExactly(Action.BLOCK, Action.CLEAR, Action.CLEAR);
        assertThat(selfReferral(affiliateAndCustomer().terminal().stem(9)))
                .containsExactly(Action.CLEAR, Action.HOLD, Action.CLEAR);
        assertThat(selfReferral(affiliateAndCustomer().terminal()))
                .containsExactly(Action.CLEAR, Action.CLEAR, Action.FLAG);
        assertThat(selfReferral(affiliateAndCustomer())).containsExactly(Action.CLEAR, Action.CLEAR, Action.CLEAR);
    }

    private static Action[] selfReferral(PairScene scene) {
        var judged = judged(scene, OWN);
        return new Action[] {
            action(judged, Side.YOUNGER, Rule.SR_1),
            action(judged, Side.YOUNGER, Rule.SR_2),
            action(judged, Side.YOUNGER, Rule.SR_3)
        };
    }

    @Test
    void an_affiliate_may_be_the_younger_of_the_two() {
        var judged = judged(siblings().mailbox(), new Tie(true, false, Between.YOUNGER_IS_AFFILIATE));
        assertThat(action(judged, Side.OLDER, Rule.SR_1)).isEqualTo(Action.BLOCK);
        assertThat(action(judged, Side.OLDER, Rule.MA_1)).isEqualTo(Action.HOLD);
    }

    @Test
    void siblings_are_held_and_never_blocked() {
        var judged = judged(siblings().mailbox(), SIBLINGS);
        assertThat(action(judged, Side.OLDER, Rule.MA_1)).isEqualTo(Action.HOLD);
        assertThat(action(judged, Side.YOUNGER, Rule.MA_1)).isEqualTo(Action.HOLD);
        assertThat(judged.verdicts()).noneMatch(about -> about.verdict().type() == FraudType.SELF_REFERRAL);
        assertThat(judged.edge()).isEqualTo(judged.score().probability()).isGreaterThan(0.98);
    }

    @Test
    void between_accounts_that_no_affiliate_ties_together_nothing_is_held() {
        assertThat(action(judged(siblings().mailbox(), FAR), Side.YOUNGER, Rule.MA_1))
                .isEqualTo(Action.FLAG);
        assertThat(action(judged(siblings().mailbox(), NOBODYS), Side.YOUNGER, Rule.MA_1))
                .isEqualTo(Action.CLEAR);
        assertThat(judged(siblings().mailbox(), FAR).edge()).isZero();
        var above = new Tie(true, true, Between.ABOVE);
        assertThat(action(judged(siblings().mailbox(), above), Side.YOUNGER, Rule.MA_1))
                .isEqualTo(Action.HOLD);
        assertThat(judged(siblings().mailbox(), above).edge()).isZero();
    }

    @Test
    void nobody_is_held_whom_no_affiliate_is_owed_for() {
        var judged = judged(affiliateAndCustomer().mailbox(), OWN);
        assertThat(judged.verdicts())
                .noneMatch(
                        about -> about.side() == Side.OLDER && about.verdict().action() != Action.CLEAR);
    }

    @Test
    void opposite_trades_flag_once_and_hold_the_second_time_or_with_a_link() {
        assertThat(action(judged(siblings().opposites(0, 0), SIBLINGS), Side.OLDER, Rule.WT_5))
                .isEqualTo(Action.CLEAR);
        assertThat(action(judged(siblings().opposites(1, 1), SIBLINGS), Side.OLDER, Rule.WT_5))
                .isEqualTo(Action.FLAG);
        assertThat(action(judged(siblings().opposites(1, 0.1).stem(7), SIBLINGS), Side.OLDER, Rule.WT_5))
                .isEqualTo(Action.HOLD);
        assertThat(action(judged(siblings().opposites(2, 0.15), SIBLINGS), Side.YOUNGER, Rule.WT_5))
                .isEqualTo(Action.HOLD);
    }

    @Test
    void who_holds_the_opposite_in_one_tree_acts_with_the_other_and_the_affiliate() {
        var judged = judged(siblings().opposites(2, 0.15), SIBLINGS);
        assertThat(action(judged, Side.OLDER, Rule.WT_6)).isEqualTo(Action.HOLD);
        assertThat(action(judged, Side.YOUNGER, Rule.WT_6)).isEqualTo(Action.HOLD);
        assertThat(action(judged, Side.AFFILIATE, Rule.WT_6)).isEqualTo(Action.HOLD);
        assertThat(action(judged(siblings().opposites(2, 0.15), FAR), Side.YOUNGER, Rule.WT_6))
                .isEqualTo(Action.CLEAR);
        assertThat(action(judged(siblings().opposites(1, 1), SIBLINGS), Side.AFFILIATE, Rule.WT_6))
                .isEqualTo(Action.CLEAR);
    }

    @Test
    void little_effort_holds_who_is_linked_to_their_affiliate() {
        var little = new TradeCounts(null, 2, 1, 0, 2, 0, 2);
        var linked = affiliateAndCustomer().terminal();
        assertThat(action(judge(linked, OWN, little), Side.YOUNGER, Rule.WT_4)).isEqualTo(Action.HOLD);
        assertThat(action(judge(linked, OWN, TradeCounts.NONE), Side.YOUNGER, Rule.WT_4))
                .isEqualTo(Action.CLEAR);
        assertThat(action(judge(affiliateAndCustomer().stem(7), OWN, little), Side.YOUNGER, Rule.WT_4))
                .isEqualTo(Action.CLEAR);
    }

    @Test
    void evidence_has_facts_weights_and_thresholds() {
        var verdict = judged(affiliateAndCustomer().terminal().stem(9), OWN).verdicts().stream()
                .map(About::verdict)
                .filter(each -> each.rule() == Rule.SR_2)
                .findFirst()
                .orElseThrow();
        assertThat(verdict.version()).isEqualTo(1);
        assertThat(verdict.evidence().facts())
                .containsEntry("terminal", true)
                .containsEntry("stem_letters", 9)
                .containsEntry("family_trading", 0.72)
                .containsEntry("probability", verdict.score());
        assertThat(verdict.evidence().weights()).containsEntry("terminal", 0.72);
        assertThat(verdict.evidence().thresholds())
                .containsEntry("hold_at", 0.72)
                .containsEntry("hold_families", 2.0)
                .containsEntry("soon_window", 432_000.0);
    }

    private static Judged judged(PairScene scene, Tie tie) {
        return judge(scene, tie, TradeCounts.NONE);
    }

    private static Judged judge(PairScene scene, Tie tie, TradeCounts counts) {
        return new PairVerdicts(Parameters.STANDARD).judge(scene.facts(), tie, counts);
    }

    private static Action action(Judged judged, Side side, Rule rule) {
        return judged.verdicts().stream()
                .filter(about -> about.side() == side && about.verdict().rule() == rule)
                .map(about -> about.verdict().action())
                .reduce((one, other) -> {
                    throw new AssertionError("twice " + rule);
                })
                .orElseThrow(() -> new AssertionError("nothing of " + rule + " about " + side));
    }
}
