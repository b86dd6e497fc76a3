package dev.handsel.programs.agreements;

import static dev.handsel.programs.agreements.Examples.JULY;
import static dev.handsel.programs.agreements.Examples.JUNE;
import static dev.handsel.programs.agreements.Examples.NORA;
import static dev.handsel.programs.agreements.Examples.RATE;
import static dev.handsel.programs.agreements.Examples.RULES;
import static dev.handsel.programs.agreements.Examples.amounts;
import static dev.handsel.programs.agreements.Examples.conditions;
import static dev.handsel.programs.agreements.Examples.judged;
import static dev.handsel.programs.agreements.Examples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.programs.agreements.Choice.Claim;
import dev.handsel.programs.agreements.Tiers.Measure;
import dev.handsel.programs.agreements.Tiers.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose terms hold, and when, by themselves. */
class AgreementsTest {

    @Test
    void terms_hold_from_their_first_instant_until_others_of_the_same_subject_replace_them_as_a_whole() {
        var old = terms(Level.AFFILIATE, JUNE, Conditions.of(new BasisPoints(10), new BasisPoints(20), RATE, 7));
        var next = terms(Level.AFFILIATE, JULY, conditions(0, new BasisPoints(30)));
        var agreements = Agreements.NONE.with(List.of(next, old), List.of());

        assertThat(at(agreements, JUNE.minusNanos(1)).first().winner().source()).isEqualTo("v1");
        assertThat(at(agreements, JUNE).holdDays().value()).isEqualTo(7);
        assertThat(at(agreements, JULY.minusNanos(1)).first().value().value()).isEqualTo(10);
        assertThat(at(agreements, JULY).first().value().value()).isEqualTo(30);
        assertThat(at(agreements, JULY).holdDays().value()).isEqualTo(4);
        assertThat(at(agreements, JULY).first().losers())
                .containsExactly(new Claim<>(new BasisPoints(1), Level.PROGRAM, "v1"));
    }

    private static Agreement at(Agreements agreements, Instant instant) {
        return agreements.at(instant, null, NORA, null, null, RULES);
    }

    @Test
    void terms_of_others_do_not_hold() {
        var others = List.of(
                new SpecialTerms(TermsId.fresh(), Subject.of(AffiliateId.fresh()), JUNE, conditions(4, 1)),
                new SpecialTerms(TermsId.fresh(), Subject.of(LinkId.fresh()), JUNE, conditions(4, 2)),
                new SpecialTerms(TermsId.fresh(), Subject.group("silver"), JUNE, conditions(4, 3)),
                new SpecialTerms(TermsId.fresh(), Subject.product("Pro"), JUNE, conditions(4, 4)));

        assertThat(judged(Agreements.NONE.with(others, List.of()), Level.LINK).maxMonths())
                .isEmpty();
    }

    @Test
    void an_affiliate_is_in_the_group_of_the_latest_entry() {
        var agreements = Agreements.NONE.with(
                List.of(),
                List.of(
                        new Membership(NORA, "gold", true, JUNE),
                        new Membership(NORA, "silver", true, JULY),
                        new Membership(NORA, "silver", false, JULY.plusSeconds(9))));

        assertThat(agreements.groupOf(NORA, JUNE.minusNanos(1))).isEmpty();
        assertThat(agreements.groupOf(NORA, JULY.minusNanos(1))).contains("gold");
        assertThat(agreements.groupOf(NORA, JULY)).contains("silver");
        assertThat(agreements.groupOf(NORA, JULY.plusSeconds(9))).isEmpty();
        assertThat(agreements.membersFrom("gold", JULY.minusNanos(1))).containsExactly(NORA);
        assertThat(agreements.membersFrom("gold", JULY)).isEmpty();
        assertThat(agreements.membersFrom("silver", JUNE)).containsExactly(NORA);
    }

    @Test
    void what_is_added_changes_no_agreements_that_somebody_has() {
        var before = Agreements.NONE.with(List.of(terms(Level.AFFILIATE, JUNE, conditions(4, 1))), List.of());
        before.with(List.of(terms(Level.AFFILIATE, JULY, conditions(4, 2))), List.of());

        assertThat(judged(before, Level.LINK).maxMonths())
                .get()
                .extracting(Choice::value)
                .isEqualTo(1);
        assertThat(judged(Agreements.NONE, Level.LINK).maxMonths()).isEmpty();
    }

    @Test
    void a_cap_of_no_currency_limits_nobody() {
        var none = terms(Level.PROGRAM, JUNE, conditions(9, new Amounts(Map.of())));
        var some = terms(Level.PROGRAM, JULY, conditions(9, amounts(5)));
        assertThat(Agreements.NONE.with(List.of(none), List.of()).limitAffiliates())
                .isFalse();
        assertThat(Agreements.NONE.with(List.of(none, some), List.of()).limitAffiliates())
                .isTrue();
    }

    @Test
    void terms_between_two_instants_are_those_that_hold_at_some_time_between() {
        var old = terms(Level.PRODUCT, JUNE, conditions(4, 1));
        var next = terms(Level.PRODUCT, JULY, conditions(4, 2));
        var agreements = Agreements.NONE.with(List.of(old, next), List.of());

        assertThat(agreements.between(JULY.minusNanos(1), JULY)).containsExactly(old);
        assertThat(agreements.between(JULY.minusNanos(1), Instant.MAX)).containsExactly(old, next);
        assertThat(agreements.between(JULY, Instant.MAX)).containsExactly(next);
        assertThat(agreements.between(Instant.EPOCH, JUNE)).isEmpty();
        assertThat(agreements.end(old.subject(), JUNE)).isEqualTo(JULY);
        assertThat(agreements.end(old.subject(), JULY)).isEqualTo(Instant.MAX);
    }

    /** Terms, two memberships, a month and two who reached a step in it make 7 with the programme itself. */
    @Test
    void what_is_remembered_is_bounded_by_how_much_it_is_and_not_by_how_many_programmes() {
        var special = terms(Level.PRODUCT, JUNE, conditions(10, tiers(30)));
        var month = Instant.parse("2026-07-01T00:00:00Z");
        var reached = Stream.of(NORA, AffiliateId.fresh())
                .map(affiliate -> new FixedTier(month, affiliate, 1, 1))
                .toList();
        var agreements = Agreements.NONE.with(
                List.of(special),
                List.of(new Membership(NORA, "gold", true, JUNE), new Membership(NORA, "gold", false, JULY)),
                List.of(new TierMonth(special.id(), month, reached)));
        assertThat(agreements.entries()).isEqualTo(7);

        var cache = AgreementBook.remembering(20);
        for (int i = 0; i < 10; i++) {
            cache.put(ProgramId.fresh(), new AgreementBook.Known(AgreementVersion.NONE, agreements));
        }
        cache.cleanUp();
        assertThat(cache.estimatedSize()).isEqualTo(2);
    }

    private static Tiers tiers(int days) {
        return new Tiers(Measure.CUSTOMERS, days, null, List.of(new Step(1, null, null, null)));
    }
}
