package dev.handsel.referrals.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.handsel.base.ids.ClickId;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.referrals.clicks.ClickStore.Lead;
import dev.handsel.referrals.clicks.VisitorId;
import dev.handsel.referrals.customers.Attribution.AttributionReason;
import dev.handsel.referrals.customers.Attribution.Candidate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which click decides: the named one, or the first or last one of a device or a visitor. */
class AttributorClicksTest extends AttributorScene {

    private static final Duration WINDOW = Duration.ofDays(30);

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
}
