package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.PairScene.affiliateAndCustomer;
import static dev.handsel.fraud.rules.PairScene.siblings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each fact of two accounts weighs, at and around each threshold, and what follows. */
class SamePersonTest {

    private static final Duration SOON = Duration.ofDays(5);

    @Test
    void nothing_in_common_says_nothing() {
        assertThat(siblings().score().probability()).isZero();
        assertThat(siblings().score().families()).isEmpty();
        assertThat(siblings().action()).isEqualTo(Action.CLEAR);
    }

    @Test
    void one_mailbox_or_one_broker_account_decides_alone() {
        assertThat(siblings().mailbox().action()).isEqualTo(Action.BLOCK);
        assertThat(siblings().brokerAccount().action()).isEqualTo(Action.BLOCK);
    }

    @Test
    void a_stem_says_something_from_seven_letters_on() {
        assertThat(siblings().stem(6).score().of(Family.IDENTITY)).isZero();
        assertThat(siblings().stem(7).score().of(Family.IDENTITY)).isCloseTo(0.55, within(1e-9));
        assertThat(siblings().stem(7).action()).isEqualTo(Action.FLAG);
    }

    @Test
    void a_card_says_more_of_an_affiliate_than_of_siblings() {
        assertThat(affiliateAndCustomer().card().score().of(Family.PAYMENT)).isCloseTo(0.50, within(1e-9));
        assertThat(siblings().card().score().of(Family.PAYMENT)).isCloseTo(0.30, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.01, 0.10", "0.39, 0.10", "0.40, 0.30", "0.79, 0.30", "0.80, 0.72", "1, 0.72"})
    void a_common_device_weighs_by_the_share_of_sessions(double share, double weight) {
        assertThat(siblings().device(share).score().of(Family.PLACE)).isCloseTo(weight, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.01, 0.06", "0.29, 0.06", "0.30, 0.15", "0.79, 0.15", "0.80, 0.22", "1, 0.22"})
    void a_common_address_weighs_little(double share, double weight) {
        assertThat(siblings().address(share).score().of(Family.PLACE)).isCloseTo(weight, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.01, 2, 0.10", "0.39, 2, 0.10", "0.40, 2, 0.30", "0.80, 2, 0.60", "0.80, 3, 0.60", "0.80, 4, 0.36"})
    void a_browser_at_a_common_address_weighs_by_its_rarity(double share, int accounts, double weight) {
        var score = siblings()
                .fingerprint(share)
                .fingerprintOn(accounts)
                .address(0.1)
                .score();
        assertThat(score.weights().get("fingerprint_share")).isCloseTo(weight, within(1e-9));
    }

    @Test
    void a_browser_says_nothing_elsewhere_or_where_the_device_is_known() {
        assertThat(siblings().fingerprint(1).score().weights()).isEmpty();
        assertThat(siblings().fingerprint(1).address(0.1).device(0.4).score().weights())
                .doesNotContainKey("fingerprint_share");
        assertThat(siblings().fingerprint(1).address(0.1).device(0.39).score().weights())
                .containsKey("fingerprint_share");
    }

    @Test
    void before_three_sessions_devices_and_browsers_weigh_less() {
        assertThat(siblings().device(1).sessions(3).score().of(Family.PLACE)).isCloseTo(0.72, within(1e-9));
        assertThat(siblings().device(1).sessions(2).score().of(Family.PLACE)).isCloseTo(0.54, within(1e-9));
    }

    @Test
    void one_switch_of_account_may_be_chance() {
        assertThat(siblings().switches(1).score().of(Family.PLACE)).isZero();
        assertThat(siblings().switches(2).score().of(Family.PLACE)).isCloseTo(0.15, within(1e-9));
    }

    @Test
    void facts_of_one_family_do_not_add_up_beyond_its_cap() {
        var score = siblings().device(1).address(1).switches(5).score();
        assertThat(score.of(Family.PLACE)).isCloseTo(1 - 0.28 * 0.78 * 0.85, within(1e-9));
        var paid = affiliateAndCustomer().card().payoutAccount().score();
        assertThat(paid.of(Family.PAYMENT)).isEqualTo(0.95);
        assertThat(paid.families()).hasSize(1);
        var behaviour =
                affiliateAndCustomer().card().idle().afterEnrolling(SOON).score();
        assertThat(behaviour.of(Family.BEHAVIOUR)).isEqualTo(0.45);
    }

    @Test
    void families_add_up() {
        var score = siblings().stem(9).terminal().score();
        assertThat(score.probability()).isCloseTo(1 - 0.45 * 0.28, within(1e-9));
        assertThat(siblings().stem(9).terminal().action()).isEqualTo(Action.HOLD);
    }

    @Test
    void one_family_alone_holds_nobody() {
        assertThat(siblings().payoutAccount().action()).isEqualTo(Action.FLAG);
        assertThat(siblings().terminal().action()).isEqualTo(Action.FLAG);
        assertThat(siblings().device(1).address(1).action()).isEqualTo(Action.FLAG);
    }

    @Test
    void a_second_family_counts_from_its_threshold_on() {
        assertThat(siblings().terminal().address(0.29).action()).isEqualTo(Action.FLAG);
        assertThat(siblings().terminal().address(0.30).action()).isEqualTo(Action.HOLD);
    }

    @Test
    void three_families_with_one_that_says_who_it_is_block() {
        var certain = affiliateAndCustomer().stem(9).terminal().device(1).address(1);
        assertThat(certain.score().probability()).isGreaterThan(0.97);
        assertThat(certain.action()).isEqualTo(Action.BLOCK);
        var nameless =
                affiliateAndCustomer().payoutAccount().terminal().device(1).address(1);
        assertThat(nameless.score().probability()).isGreaterThan(0.97);
        assertThat(nameless.action()).as("nothing says who it is").isEqualTo(Action.HOLD);
        var two = affiliateAndCustomer().stem(9).payoutAccount();
        assertThat(two.score().probability()).isGreaterThan(0.97);
        assertThat(two.action()).as("two families").isEqualTo(Action.HOLD);
    }

    @Test
    void the_affiliates_own_machine_soon_after_enrolling_holds_alone() {
        assertThat(affiliateAndCustomer().device(0.8).afterEnrolling(SOON).action())
                .isEqualTo(Action.HOLD);
        assertThat(affiliateAndCustomer().device(0.79).afterEnrolling(SOON).action())
                .isEqualTo(Action.FLAG);
        assertThat(affiliateAndCustomer()
                        .device(0.8)
                        .afterEnrolling(SOON.plusSeconds(1))
                        .action())
                .isEqualTo(Action.FLAG);
        assertThat(affiliateAndCustomer()
                        .fingerprint(0.8)
                        .address(0.01)
                        .afterEnrolling(SOON)
                        .action())
                .isEqualTo(Action.HOLD);
        assertThat(affiliateAndCustomer().fingerprint(0.8).afterEnrolling(SOON).action())
                .as("elsewhere")
                .isEqualTo(Action.CLEAR);
        assertThat(siblings().device(1).action()).as("nobody's affiliate").isEqualTo(Action.FLAG);
    }

    @Test
    void logins_one_after_the_other_hold_alone_where_chance_does_not_explain_them() {
        assertThat(siblings().trains(3, 0.75, 0.05).action()).isEqualTo(Action.HOLD);
        assertThat(siblings().trains(2, 1, 0.001).action()).as("twice").isEqualTo(Action.FLAG);
        assertThat(siblings().trains(3, 0.74, 0.05).action()).as("often").isEqualTo(Action.FLAG);
        assertThat(siblings().trains(9, 0.49, 0.05).action()).as("seldom").isEqualTo(Action.CLEAR);
        assertThat(siblings().trains(3, 0.75, 0.09).action()).as("by chance").isEqualTo(Action.CLEAR);
    }

    @Test
    void trains_mean_nothing_among_many() {
        assertThat(siblings().trains(9, 1, 0.1).followers(8).action()).isEqualTo(Action.HOLD);
        assertThat(siblings().trains(9, 1, 0.1).followers(9).action()).isEqualTo(Action.CLEAR);
    }

    @Test
    void trains_mean_nothing_of_those_who_began_together_at_two_places() {
        var days = Duration.ofDays(3);
        assertThat(siblings().trains(9, 1, 0.1).apart(days).action()).isEqualTo(Action.HOLD);
        var together = siblings().trains(9, 1, 0.1).apart(days.minusSeconds(1));
        assertThat(together.action()).isEqualTo(Action.CLEAR);
        assertThat(together.strangers(1).action())
                .as("they meet others too who did not")
                .isEqualTo(Action.HOLD);
        assertThat(siblings()
                        .trains(9, 1, 0.1)
                        .apart(Duration.ZERO)
                        .address(0.01)
                        .action())
                .as("one place")
                .isEqualTo(Action.HOLD);
    }

    @Test
    void strangers_are_those_who_come_along_and_joined_days_apart() {
        var person = new SamePerson(Parameters.STANDARD);
        var along = siblings().trains(3, 0.75, 0.01);
        assertThat(person.strangers(along.apart(Duration.ofDays(3)).facts())).isTrue();
        assertThat(person.strangers(
                        along.apart(Duration.ofDays(3).minusSeconds(1)).facts()))
                .isFalse();
        assertThat(person.strangers(along.trains(2, 1, 0.01).facts())).isFalse();
    }

    @Test
    void opposite_trades_count_from_the_second_on() {
        assertThat(siblings().opposites(1, 1).score().of(Family.TRADING)).isZero();
        assertThat(siblings().opposites(2, 0.14).score().of(Family.TRADING)).isCloseTo(0.60, within(1e-9));
        assertThat(siblings().opposites(2, 0.15).score().of(Family.TRADING)).isCloseTo(0.90, within(1e-9));
    }

    @Test
    void an_affiliate_who_does_nothing_is_a_fact_only_near_by() {
        assertThat(affiliateAndCustomer().idle().score().probability()).isZero();
        assertThat(affiliateAndCustomer().idle().address(0.1).score().weights()).containsEntry("idle", 0.35);
    }

    @Test
    void behaviour_is_no_family() {
        var near = affiliateAndCustomer()
                .afterEnrolling(Duration.ZERO)
                .idle()
                .terminal()
                .address(0.29);
        assertThat(near.score().of(Family.BEHAVIOUR)).isEqualTo(0.45);
        assertThat(near.action()).isEqualTo(Action.FLAG);
    }

    @Test
    void a_weight_of_nothing_switches_a_fact_off() {
        var person = new SamePerson(Parameters.read(Map.of("train_always_weight", 0.0)));
        var facts = siblings().trains(9, 1, 0.01).facts();
        assertThat(person.action(person.score(facts), facts)).isEqualTo(Action.CLEAR);
    }

    @Test
    void the_score_lists_all_that_was_looked_at() {
        var score = affiliateAndCustomer().card().device(0.5).address(0.2).score();
        assertThat(score.facts())
                .containsEntry("card", true)
                .containsEntry("mailbox", false)
                .containsEntry("device_share", 0.5)
                .containsEntry("address_share", 0.2)
                .containsEntry("sessions", 10)
                .containsEntry("after_enrolling", Duration.ofDays(30).toSeconds())
                .hasSize(22);
        assertThat(score.weights()).containsOnlyKeys("card", "device_share", "address_share");
    }
}
