package dev.handsel.referrals.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Rules;
import dev.handsel.referrals.affiliates.Affiliate.AffiliateState;
import dev.handsel.referrals.affiliates.Directories;
import dev.handsel.referrals.clicks.ClickStore.Lead;
import dev.handsel.referrals.clicks.VisitorId;
import dev.handsel.referrals.customers.Attribution.AttributionReason;
import dev.handsel.referrals.customers.Attribution.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttributorTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(30);

    private final Directories affiliates = new Directories();
    private final Leads leads = new Leads();
    private final AffiliateId nora = affiliates.add("nora", "NORA10");
    private final AffiliateId emil = affiliates.add("emil", "EMIL10");

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
    void a_malformed_click_id_is_an_unknown_click() {
        assertThat(decide(new Said().clickId("clk_nonsense")).candidates())
                .containsExactly(new Candidate(AttributionReason.CLICK, "clk_nonsense", null, "unknown_click"));
    }

    @Test
    void a_click_is_named_by_the_merchants_reference_too() {
        leads.add(new Lead(ClickId.fresh(), emil, null, "ref-1", null, null, NOON.minusSeconds(1), true));
        var decided = decide(new Said().clickRef("ref-1"));
        assertWon(decided, AttributionReason.CLICK, emil);
        assertThat(decided.candidates()).extracting(Candidate::value).containsExactly("ref-1");
    }

    @Test
    void a_click_counts_to_the_last_instant_of_its_window() {
        assertWon(decide(new Said().click(click(nora, NOON.minus(WINDOW), null))), AttributionReason.CLICK, nora);
        assertWon(decide(new Said().click(click(nora, NOON, null))), AttributionReason.CLICK, nora);
        assertLost(decide(new Said().click(click(nora, NOON.minus(WINDOW).minusNanos(1), null))), "outside_window");
        assertLost(decide(new Said().click(click(nora, NOON.plusNanos(1), null))), "after_signup");
    }

    @Test
    void of_several_clicks_of_a_device_the_last_or_the_first_one_counts_as_the_programme_says() {
        var early = click(nora, NOON.minusSeconds(200), "d1");
        var late = click(emil, NOON.minusSeconds(100), "d1");
        var last = decide(new Said().device("d1"));
        assertWon(last, AttributionReason.DEVICE, emil);
        assertThat(last.candidates())
                .extracting(Candidate::value, Candidate::outcome)
                .containsExactly(tuple(late.toString(), "won"), tuple(early.toString(), "outranked"));
        assertWon(decide(Model.FIRST_CLICK, true, new Said().device("d1")), AttributionReason.DEVICE, nora);
    }

    @Test
    void the_first_click_is_the_first_within_the_window() {
        click(nora, NOON.minus(WINDOW).minusSeconds(1), "d1");
        click(emil, NOON.minusSeconds(100), "d1");
        var first = decide(Model.FIRST_CLICK, true, new Said().device("d1"));
        assertWon(first, AttributionReason.DEVICE, emil);
        assertThat(first.candidates()).extracting(Candidate::outcome).containsExactly("outside_window", "won");
    }

    @Test
    void the_first_click_of_a_visitor_counts_whichever_is_named_and_else_the_named_one() {
        var visitor = VisitorId.fresh();
        var early = new Lead(ClickId.fresh(), nora, null, null, null, visitor, NOON.minusSeconds(200), true);
        var late = new Lead(ClickId.fresh(), emil, null, null, null, visitor, NOON.minusSeconds(100), true);
        var after = new Lead(ClickId.fresh(), emil, null, null, null, visitor, NOON.plusSeconds(1), true);
        List.of(early, late, after).forEach(leads::add);
        for (var named : List.of(early, late)) {
            var said = new Said().click(named.id());
            assertWon(decide(Model.FIRST_CLICK, true, said), AttributionReason.CLICK, nora);
            assertWon(decide(Model.LAST_CLICK, true, said), AttributionReason.CLICK, named.affiliate());
            assertThat(decide(Model.LAST_CLICK, true, said).candidates()).hasSize(1);
            assertThat(decide(Model.FIRST_CLICK, true, said).candidates())
                    .extracting(Candidate::value, Candidate::outcome)
                    .containsExactly(
                            tuple(early.id().toString(), "won"), tuple(late.id().toString(), "outranked"));
        }
    }

    @Test
    void clicks_of_one_instant_are_told_apart_by_their_ids() {
        leads.add(new Lead(new ClickId(new UUID(0, 2)), emil, null, null, "d1", null, NOON, true));
        leads.add(new Lead(new ClickId(new UUID(0, 1)), nora, null, null, "d1", null, NOON, true));
        assertWon(decide(new Said().device("d1")), AttributionReason.DEVICE, emil);
        assertWon(decide(Model.FIRST_CLICK, true, new Said().device("d1")), AttributionReason.DEVICE, nora);
    }

    @Test
    void a_click_that_was_filtered_attributes_nobody_however_it_is_named() {
        var filtered = ClickId.fresh();
        leads.add(new Lead(filtered, nora, null, "ref-1", "d1", null, NOON, false));
        assertLost(decide(new Said().click(filtered)), "click_filtered");
        assertLost(decide(new Said().clickRef("ref-1")), "click_filtered");
        for (var model : Model.values()) {
            assertLost(decide(model, true, new Said().device("d1")), "click_filtered");
        }
        click(emil, NOON.minusSeconds(9), "d1");
        assertWon(decide(new Said().click(filtered).device("d1")), AttributionReason.DEVICE, emil);
        assertWon(decide(new Said().click(filtered).code("emil")), AttributionReason.CODE, emil);
    }

    @Test
    void clicks_that_a_device_made_after_the_signup_are_not_considered() {
        click(nora, NOON.plusNanos(1), "d1");
        assertThat(decide(new Said().device("d1")).candidates()).isEmpty();
        click(emil, NOON, "d1");
        assertWon(decide(new Said().device("d1")), AttributionReason.DEVICE, emil);
    }

    @Test
    void devices_are_matched_only_where_the_programme_says_so() {
        click(nora, NOON, "d1");
        assertThat(decide(Model.LAST_CLICK, false, new Said().device("d1")).candidates())
                .isEmpty();
        assertThat(decide(new Said().device("d2")).candidates()).isEmpty();
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

    /** What a signup says, beside its customer. */
    private record Said(
            String customer,
            @Nullable String clickId,
            @Nullable String clickRef,
            @Nullable String code,
            @Nullable String coupon,
            @Nullable String email,
            @Nullable String device) {

        Said() {
            this("c1");
        }

        Said(String customer) {
            this(customer, null, null, null, null, null, null);
        }

        Said click(@Nullable ClickId id) {
            return clickId(id == null ? null : id.toString());
        }

        Said clickId(@Nullable String id) {
            return new Said(customer, id, clickRef, code, coupon, email, device);
        }

        Said clickRef(String ref) {
            return new Said(customer, clickId, ref, code, coupon, email, device);
        }

        Said code(String typed) {
            return new Said(customer, clickId, clickRef, typed, coupon, email, device);
        }

        Said coupon(@Nullable String typed) {
            return new Said(customer, clickId, clickRef, code, typed, email, device);
        }

        Said email(String address) {
            return new Said(customer, clickId, clickRef, code, coupon, address, device);
        }

        Said device(@Nullable String name) {
            return new Said(customer, clickId, clickRef, code, coupon, email, name);
        }

        Fact.Signup at(Instant instant) {
            return new Fact.Signup(
                    new Fact.Envelope("ev", instant),
                    customer,
                    clickId,
                    clickRef,
                    code,
                    coupon,
                    email,
                    new Fact.Client(null, null, null, device));
        }
    }

    private ClickId click(AffiliateId affiliate, Instant at, @Nullable String device) {
        var id = ClickId.fresh();
        leads.add(new Lead(id, affiliate, null, null, device, null, at, true));
        return id;
    }

    private Attributor attributor(Model model, boolean matchDevice) {
        return new Attributor(Rules.terms(model, matchDevice, Rules.STANDARD), affiliates.directory(), leads);
    }

    private Attribution decide(Said said) {
        return decide(Model.LAST_CLICK, true, said);
    }

    private Attribution decide(Model model, boolean matchDevice, Said said) {
        return attributor(model, matchDevice).atSignup(said.at(NOON), said.email());
    }

    private static void assertWon(Attribution attribution, AttributionReason reason, AffiliateId owner) {
        assertThat(attribution.reason()).isEqualTo(reason);
        assertThat(attribution.owner()).hasValue(owner);
        assertThat(attribution.decidedAt()).isEqualTo(NOON);
    }

    private static void assertLost(Attribution attribution, String outcome) {
        assertThat(attribution.reason()).isEqualTo(AttributionReason.NONE);
        assertThat(attribution.owner()).isEmpty();
        assertThat(attribution.candidates()).extracting(Candidate::outcome).containsExactly(outcome);
    }
}
