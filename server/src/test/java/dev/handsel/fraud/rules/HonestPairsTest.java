package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.PairScene.affiliateAndCustomer;
import static dev.handsel.fraud.rules.PairScene.siblings;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** People who look like one person and are not: none of them is held. */
class HonestPairsTest {

    private static final Duration LATER = Duration.ofDays(20);

    @Test
    void a_household_shares_its_address_and_a_tablet() {
        assertNotHeld(affiliateAndCustomer().device(0.45).address(0.9).switches(3));
        assertNotHeld(siblings().device(0.45).address(1).switches(3).apart(Duration.ofHours(1)));
    }

    @Test
    void an_office_behind_one_address_has_one_image_of_laptops() {
        assertNotHeld(affiliateAndCustomer().fingerprint(1).fingerprintOn(7).address(1));
        assertNotHeld(siblings().fingerprint(1).fingerprintOn(7).address(1).apart(Duration.ofHours(2)));
    }

    @Test
    void a_campus_is_one_address_that_counts_no_more_and_many_browsers_that_are_alike() {
        assertNotHeld(affiliateAndCustomer().fingerprint(1).fingerprintOn(30));
    }

    @Test
    void a_mobile_carrier_gives_one_address_to_strangers() {
        assertNotHeld(affiliateAndCustomer().address(0.3).fingerprint(0.5).fingerprintOn(12));
    }

    @Test
    void an_agency_sets_accounts_up_on_its_machines_for_people_who_use_their_own() {
        assertNotHeld(affiliateAndCustomer().device(0.2).address(0.2).switches(2));
    }

    @Test
    void a_couple_of_whom_one_refers_the_other_shares_a_home() {
        assertNotHeld(affiliateAndCustomer().address(0.9).device(0.1).afterEnrolling(LATER));
        assertNotHeld(affiliateAndCustomer().card().address(0.25).afterEnrolling(LATER));
    }

    @Test
    void a_course_signs_up_together_and_comes_to_the_same_hours() {
        assertNotHeld(siblings().trains(12, 0.9, 0.3).followers(20).apart(Duration.ofMinutes(10)));
        assertNotHeld(siblings().trains(12, 0.9, 0.3).followers(3).apart(Duration.ofMinutes(10)));
    }

    @Test
    void seats_of_a_team_have_one_card_and_one_address() {
        assertNotHeld(
                siblings().card().fingerprint(0.7).fingerprintOn(4).address(0.9).apart(Duration.ofHours(1)));
    }

    @Test
    void a_family_pays_by_one_card() {
        assertNotHeld(siblings().card().address(1).device(0.3));
        assertNotHeld(siblings().card());
        assertNotHeld(affiliateAndCustomer().card());
    }

    @Test
    void namesakes_have_one_stem() {
        assertNotHeld(affiliateAndCustomer().stem(12));
    }

    /** Decided: who buys for their own company by their own link refers themselves, if from their own machine, and is held, not blocked. */
    @Test
    void an_affiliate_who_buys_for_their_own_company_is_held_until_somebody_decides() {
        assertThat(affiliateAndCustomer().card().device(1).address(1).action()).isEqualTo(Action.HOLD);
    }

    private static void assertNotHeld(PairScene scene) {
        assertThat(scene.action()).as("%s", scene.score()).isLessThan(Action.HOLD);
    }
}
