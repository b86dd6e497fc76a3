package dev.handsel.referrals.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.referrals.affiliates.Affiliate.AffiliateState;
import dev.handsel.referrals.customers.Attribution.AttributionReason;
import dev.handsel.referrals.customers.Attribution.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose a customer is by what the signup says. */
class AttributorTest extends AttributorScene {

    @Test
    void nobody_is_owed_where_nothing_was_said() {
        assertThat(decide(new Said())).isEqualTo(new Attribution(null, AttributionReason.NONE, NOON, List.of(), null));
    }

    @Test
    void a_coupon_beats_a_click_beats_a_device_beats_a_code() {
        var named = click(emil, NOON.minusSeconds(60), null);
        var sameDevice = click(nora, NOON.minusSeconds(30), "d1");
        var all = new Said().coupon("nora10").click(named).device("d1").code("emil");

        var byCoupon = decide(all);
        assertThat(byCoupon.reason()).isEqualTo(AttributionReason.COUPON);
        assertThat(byCoupon.owner()).hasValue(nora);
        assertThat(byCoupon.candidates())
                .containsExactly(
                        new Candidate(AttributionReason.COUPON, "nora10", nora, "won"),
                        new Candidate(AttributionReason.CLICK, named.toString(), emil, "outranked"),
                        new Candidate(AttributionReason.DEVICE, sameDevice.toString(), nora, "outranked"),
                        new Candidate(AttributionReason.CODE, "emil", emil, "outranked"));

        assertWon(decide(all.coupon(null)), AttributionReason.CLICK, emil);
        assertWon(decide(all.coupon(null).click(null)), AttributionReason.DEVICE, nora);
        assertWon(decide(all.coupon(null).click(null).device(null)), AttributionReason.CODE, emil);
    }

    @Test
    void what_leads_nowhere_is_kept_with_its_reason_and_the_next_way_is_taken() {
        affiliates.add("gone", AffiliateState.DISABLED, null, "GONE10");
        var unknown = ClickId.fresh().toString();
        var decided = decide(new Said().coupon("GONE10").clickId(unknown).code("nora"));
        assertWon(decided, AttributionReason.CODE, nora);
        assertThat(decided.candidates())
                .extracting(Candidate::outcome)
                .containsExactly("affiliate_disabled", "unknown_click", "won");
        assertThat(decide(new Said().coupon("NOBODY").code("nobody")).candidates())
                .containsExactly(
                        new Candidate(AttributionReason.COUPON, "NOBODY", null, "unknown_coupon"),
                        new Candidate(AttributionReason.CODE, "nobody", null, "unknown_code"));
    }

    @Test
    void the_click_of_an_affiliate_who_is_not_known_or_earns_no_more_leads_nowhere() {
        var gone = affiliates.add("gone", AffiliateState.DISABLED, null);
        var byGone = click(gone, NOON, null);
        var byStranger = click(AffiliateId.fresh(), NOON, null);
        assertThat(decide(new Said().click(byGone)).candidates())
                .containsExactly(new Candidate(AttributionReason.CLICK, byGone.toString(), gone, "affiliate_disabled"));
        assertThat(decide(new Said().click(byStranger)).candidates())
                .containsExactly(
                        new Candidate(AttributionReason.CLICK, byStranger.toString(), null, "unknown_affiliate"));
    }

    @Test
    void what_is_said_to_everybody_names_nobody_who_lost() {
        var named = click(emil, NOON.minusSeconds(60), null);
        var decided = decide(new Said().coupon("NORA10").click(named).code("emil"));
        assertThat(decided.words())
                .isEqualTo("The affiliate has the coupon NORA10, which the customer used; decided as of " + NOON + ".");
        assertThat(decided.consideredWords())
                .isEqualTo("Considered as well: the click " + named
                        + ", which counts less; the code emil, which counts less.");
        assertThat(decide(new Said().coupon("NORA10")).consideredWords()).isEmpty();
        var nobody = decide(new Said().coupon("PRIVATE").code("nobody"));
        assertThat(nobody.words())
                .isEqualTo("Nobody is owed: no valid coupon, click or code was named; decided as of " + NOON + ".");
        assertThat(nobody.consideredWords()).contains("the coupon PRIVATE, which is nobody's");
    }

    @Test
    void who_refers_themselves_by_the_merchants_id_is_refused_with_the_reason() {
        var decided = decide(new Said("nora").coupon("NORA10").code("emil"));
        assertThat(decided.reason()).isEqualTo(AttributionReason.SELF_REFERRAL);
        assertThat(decided.owner()).isEmpty();
        assertThat(decided.candidates()).extracting(Candidate::outcome).containsExactly("self_referral", "outranked");
    }

    @Test
    void who_refers_themselves_by_the_same_mailbox_is_refused() {
        var mia = affiliates.add("mia-", AffiliateState.ACTIVE, "mia@gmail.com");
        var click = click(mia, NOON, null);
        assertThat(decide(new Said().click(click).email("mia@gmail.com")).reason())
                .isEqualTo(AttributionReason.SELF_REFERRAL);
        assertWon(decide(new Said().click(click).email("max@gmail.com")), AttributionReason.CLICK, mia);
        assertWon(decide(new Said().click(click)), AttributionReason.CLICK, mia);
    }

    @Test
    void a_coupon_on_the_first_invoice_decides_by_itself() {
        var customer = Customer.fresh("c1");
        assertWon(
                attributor(Model.LAST_CLICK, true).atFirstInvoice("emil10", customer, NOON),
                AttributionReason.COUPON,
                emil);
        assertLost(attributor(Model.LAST_CLICK, true).atFirstInvoice("x", customer, NOON), "unknown_coupon");
        var self = attributor(Model.LAST_CLICK, true).atFirstInvoice("NORA10", Customer.fresh("nora"), NOON);
        assertThat(self.reason()).isEqualTo(AttributionReason.SELF_REFERRAL);
    }
}
