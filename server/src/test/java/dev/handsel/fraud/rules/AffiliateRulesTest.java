package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.AffiliateScene.affiliate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rules of affiliates at and around each threshold, each with people who look alike and are honest. */
class AffiliateRulesTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final Duration DAY_LATER = Duration.ofDays(1);

    @Test
    void a_click_of_a_program_or_the_fourth_of_a_day_from_one_address_does_not_count() {
        var rules = new ArrivalRules(Parameters.STANDARD);
        assertThat(rules.counts(false, 1)).isTrue();
        assertThat(rules.counts(false, 3)).isTrue();
        assertThat(rules.counts(false, 4)).isFalse();
        assertThat(rules.counts(true, 1)).isFalse();
    }

    @Test
    void a_hundred_filtered_clicks_that_are_half_of_all_are_flagged() {
        assertThat(affiliate().filtered(100).clicks(100).action(Rule.CF_1)).isEqualTo(Action.FLAG);
        assertThat(affiliate().filtered(99).clicks(0).action(Rule.CF_1)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().filtered(100).clicks(101).action(Rule.CF_1)).isEqualTo(Action.CLEAR);
    }

    @Test
    void a_newsletter_whose_readers_mail_is_scanned_is_never_held() {
        assertThat(affiliate().filtered(100_000).clicks(50).action(Rule.CF_1)).isEqualTo(Action.FLAG);
    }

    @Test
    void three_sign_ups_at_once_that_are_three_in_ten_are_held() {
        var three = affiliate().byClick(3, AT_ONCE).byClick(7, USUAL);
        assertThat(three.outcome(Rule.CF_2).chance()).isGreaterThan(1e-4);
        assertThat(three.action(Rule.CF_2)).as("by chance").isEqualTo(Action.CLEAR);
        assertThat(affiliate().byClick(3, AT_ONCE).action(Rule.CF_2)).isEqualTo(Action.HOLD);
        assertThat(affiliate().byClick(2, AT_ONCE).action(Rule.CF_2)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().byClick(6, AT_ONCE).byClick(14, USUAL).action(Rule.CF_2))
                .isEqualTo(Action.HOLD);
        assertThat(affiliate().byClick(6, AT_ONCE).byClick(15, USUAL).action(Rule.CF_2))
                .isEqualTo(Action.CLEAR);
    }

    @Test
    void at_once_is_what_hardly_anybody_elsewhere_does_and_half_a_minute_at_most() {
        assertThat(affiliate().byClick(5, Duration.ofSeconds(30)).action(Rule.CF_2))
                .isEqualTo(Action.HOLD);
        assertThat(affiliate().byClick(5, Duration.ofSeconds(40)).action(Rule.CF_2))
                .isEqualTo(Action.CLEAR);
    }

    @Test
    void only_those_who_came_at_once_are_held() {
        var outcome = affiliate().byClick(6, AT_ONCE).byClick(5, USUAL).outcome(Rule.CF_2);
        assertThat(outcome.referrals()).isInstanceOfSatisfying(Referrals.Delayed.class, delayed -> {
            assertThat(delayed.has(Delays.step(AT_ONCE))).isTrue();
            assertThat(delayed.has(Delays.step(USUAL))).isFalse();
        });
        assertThat(outcome.evidence().facts()).containsEntry("counted", 6).containsEntry("of", 11);
    }

    @Test
    void a_viral_post_brings_many_at_their_usual_pace_and_is_flagged_at_most() {
        var post = affiliate().clicks(3000).byClick(300, USUAL).surge(200, 3).newcomers(300, 20, 100, 7, 20);
        assertThat(post.action(Rule.VE_1)).isEqualTo(Action.FLAG);
        for (var rule : new Rule[] {Rule.CF_2, Rule.CF_3, Rule.CF_4, Rule.CF_5, Rule.CF_6, Rule.WT_3}) {
            assertThat(post.action(rule)).as("%s", rule).isEqualTo(Action.CLEAR);
        }
    }

    @Test
    void six_dead_leads_that_are_three_in_five_are_held() {
        assertThat(affiliate().newcomers(10, 6, 0, 0, 0).action(Rule.CF_3)).isEqualTo(Action.HOLD);
        assertThat(affiliate().newcomers(11, 6, 0, 0, 0).action(Rule.CF_3)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().newcomers(5, 5, 0, 0, 0).action(Rule.CF_3)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().newcomers(10, 6, 0, 0, 0).outcome(Rule.CF_3).referrals())
                .isEqualTo(Referrals.Named.DEAD);
    }

    @Test
    void newcomers_who_have_not_begun_yet_are_not_counted() {
        assertThat(affiliate().byClick(50, USUAL).newcomers(5, 1, 0, 0, 0).action(Rule.CF_3))
                .isEqualTo(Action.CLEAR);
    }

    @Test
    void three_hundred_clicks_with_less_than_a_third_of_the_usual_sign_ups_are_flagged() {
        assertThat(affiliate().clicks(300).byClick(9, USUAL).action(Rule.CF_4)).isEqualTo(Action.FLAG);
        assertThat(affiliate().clicks(300).byClick(10, USUAL).action(Rule.CF_4)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().clicks(299).action(Rule.CF_4)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().clicks(300).outcome(Rule.CF_4).evidence().facts())
                .containsEntry("expected", 30.0);
    }

    @Test
    void a_banner_that_hardly_anybody_follows_is_never_held() {
        assertThat(affiliate().clicks(1_000_000).byClick(2, USUAL).action(Rule.CF_4))
                .isEqualTo(Action.FLAG);
    }

    @Test
    void four_sign_ups_hours_later_that_are_three_in_five_are_held() {
        assertThat(affiliate().byClick(4, DAY_LATER).action(Rule.CF_5)).isEqualTo(Action.HOLD);
        assertThat(affiliate().byClick(3, DAY_LATER).action(Rule.CF_5)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().byClick(6, DAY_LATER).byClick(4, USUAL).action(Rule.CF_5))
                .isEqualTo(Action.HOLD);
        assertThat(affiliate().byClick(6, DAY_LATER).byClick(5, USUAL).action(Rule.CF_5))
                .isEqualTo(Action.CLEAR);
        assertThat(affiliate().byClick(4, Duration.ofHours(6)).action(Rule.CF_5))
                .isEqualTo(Action.HOLD);
        assertThat(affiliate().byClick(4, Duration.ofHours(5)).action(Rule.CF_5))
                .isEqualTo(Action.CLEAR);
    }

    @Test
    void three_customers_taken_from_others_that_are_one_in_five_put_all_in_doubt() {
        assertThat(affiliate().byCode(4, 0).overwritten(3).action(Rule.CF_6)).isEqualTo(Action.HOLD);
        assertThat(affiliate().byCode(4, 0).overwritten(2).action(Rule.CF_6)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().byCode(30, 0).overwritten(6).action(Rule.CF_6)).isEqualTo(Action.HOLD);
        assertThat(affiliate().byCode(31, 0).overwritten(6).action(Rule.CF_6)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().byCode(4, 0).overwritten(3).outcome(Rule.CF_6).referrals())
                .isEqualTo(Referrals.Named.ALL);
    }

    @Test
    void eight_sign_ups_in_a_day_and_five_times_the_week_before_are_flagged() {
        assertThat(affiliate().surge(8, 11).action(Rule.VE_1)).isEqualTo(Action.FLAG);
        assertThat(affiliate().surge(8, 12).action(Rule.VE_1)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().surge(7, 0).action(Rule.VE_1)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().surge(8, 0).outcome(Rule.VE_1).verdict().type()).isEqualTo(FraudType.VELOCITY);
    }

    @Test
    void traders_of_little_effort_are_held_where_they_are_half_and_no_chance() {
        assertThat(affiliate().newcomers(0, 0, 4, 4, 4).action(Rule.WT_3)).isEqualTo(Action.HOLD);
        assertThat(affiliate().newcomers(0, 0, 3, 3, 3).action(Rule.WT_3))
                .as("by chance")
                .isEqualTo(Action.CLEAR);
        assertThat(affiliate().newcomers(0, 0, 20, 10, 10).action(Rule.WT_3)).isEqualTo(Action.HOLD);
        assertThat(affiliate().newcomers(0, 0, 20, 9, 9).action(Rule.WT_3)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().newcomers(0, 0, 4, 4, 4).outcome(Rule.WT_3).referrals())
                .isEqualTo(Referrals.Named.INSTANT_TRADERS);
    }

    @Test
    void trades_that_were_short_need_more_of_them_than_those_of_an_instant() {
        assertThat(affiliate().newcomers(0, 0, 5, 0, 5).action(Rule.WT_3)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().newcomers(0, 0, 6, 0, 6).action(Rule.WT_3)).isEqualTo(Action.HOLD);
        assertThat(affiliate().newcomers(0, 0, 6, 0, 6).outcome(Rule.WT_3).referrals())
                .isEqualTo(Referrals.Named.BRIEF_TRADERS);
    }

    @Test
    void newcomers_who_try_it_out_come_to_everybody() {
        assertThat(affiliate().newcomers(0, 0, 40, 5, 10).action(Rule.WT_3)).isEqualTo(Action.CLEAR);
    }

    @Test
    void three_customers_who_click_after_they_signed_up_show_a_code_that_leaks() {
        assertThat(affiliate().codes(60, 3).action(Rule.CL_1)).isEqualTo(Action.HOLD);
        assertThat(affiliate().codes(61, 3).action(Rule.CL_1)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().codes(2, 2).action(Rule.CL_1)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().codes(3, 3).outcome(Rule.CL_1).referrals()).isEqualTo(Referrals.Named.AT_TILL);
    }

    @Test
    void eight_codes_typed_at_the_till_that_are_half_are_held_where_others_type_them_at_sign_up() {
        assertThat(affiliate().byCode(0, 8).action(Rule.CL_2)).isEqualTo(Action.HOLD);
        assertThat(affiliate().byCode(0, 7).action(Rule.CL_2)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().byCode(8, 8).action(Rule.CL_2)).isEqualTo(Action.HOLD);
        assertThat(affiliate().byCode(9, 8).action(Rule.CL_2)).isEqualTo(Action.CLEAR);
    }

    @Test
    void a_podcast_whose_listeners_type_its_code_at_sign_up_stays_payable() {
        var podcast = affiliate().byCode(200, 6).codes(150, 1);
        assertThat(podcast.action(Rule.CL_1)).isEqualTo(Action.CLEAR);
        assertThat(podcast.action(Rule.CL_2)).isEqualTo(Action.CLEAR);
    }

    @Test
    void three_disputes_hold_where_they_surely_are_more_than_three_in_a_hundred() {
        assertThat(affiliate().payments(3, 3).action(Rule.CB_1)).isEqualTo(Action.HOLD);
        assertThat(affiliate().payments(2, 2).action(Rule.CB_1)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().payments(40, 3).action(Rule.CB_1)).isEqualTo(Action.HOLD);
        assertThat(affiliate().payments(41, 3).action(Rule.CB_1)).isEqualTo(Action.CLEAR);
        assertThat(affiliate().payments(2, 3).action(Rule.CB_1))
                .as("payments of before")
                .isEqualTo(Action.HOLD);
    }

    @Test
    void disputes_stop_all_that_the_affiliate_earns_and_other_rules_those_they_name() {
        assertThat(Rule.CB_1.stopsAll()).isTrue();
        assertThat(Rule.PD_1.stopsAll()).isTrue();
        assertThat(Rule.CF_6.stopsAll()).isFalse();
    }

    @Test
    void a_wave_of_false_disputes_among_many_payments_is_bad_luck() {
        assertThat(affiliate().payments(400, 14).action(Rule.CB_1)).isEqualTo(Action.CLEAR);
    }

    @Test
    void an_affiliate_of_whom_nothing_is_known_is_clear() {
        for (var rule : Rule.values()) {
            if (rule.name().matches("CF_[1-6]|CL_.|CB_.|VE_.|WT_3")) {
                assertThat(affiliate().action(rule)).as("%s", rule).isEqualTo(Action.CLEAR);
            }
        }
    }

    @Test
    void an_affiliate_who_is_alone_in_a_programme_has_nobody_to_be_compared_with() {
        var facts = new AffiliateFacts(
                new Arrivals(1000, 50, 50, 0, 50, Delays.of(allOf(50))),
                0,
                new AffiliateFacts.Newcomers(50, 50, 0, 0, 0),
                new AffiliateFacts.Codes(0, 0),
                new AffiliateFacts.Payments(0, 0),
                new AffiliateFacts.Surge(0, 0));
        for (var everybody : new Arrivals[] {facts.arrivals(), Arrivals.NONE}) {
            var program = new ProgramFacts(everybody, AffiliateFacts.Newcomers.NONE);
            assertThat(new ArrivalRules(Parameters.STANDARD).judge(facts, program))
                    .allMatch(outcome -> outcome.action() == Action.CLEAR);
            assertThat(new MoneyRules(Parameters.STANDARD).judge(facts, program))
                    .allMatch(outcome -> outcome.action() == Action.CLEAR);
        }
    }

    private static int[] allOf(int count) {
        var counts = new int[Delays.STEPS];
        counts[0] = count;
        return counts;
    }

    @Test
    void the_less_chance_explains_it_the_higher_is_the_score() {
        var outcome = affiliate().byClick(4, DAY_LATER).outcome(Rule.CF_5);
        assertThat(outcome.verdict().score()).isCloseTo(1 - outcome.chance(), within(1e-12));
        assertThat(outcome.verdict().evidence().thresholds()).containsEntry("late_after", 21_600.0);
        assertThat(outcome.cleared().action()).isEqualTo(Action.CLEAR);
    }
}
