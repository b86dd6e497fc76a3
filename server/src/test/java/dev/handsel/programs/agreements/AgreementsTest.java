package dev.handsel.programs.agreements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.programs.agreements.Choice.Claim;
import dev.handsel.programs.agreements.Tiers.Measure;
import dev.handsel.programs.agreements.Tiers.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which terms hold for a sale, by themselves. */
class AgreementsTest {

    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static final AffiliateId NORA = AffiliateId.fresh();
    private static final LinkId LINK = LinkId.fresh();
    private static final Offer RULES = new Offer(
            Level.PROGRAM, "v1", Conditions.of(new BasisPoints(1), new BasisPoints(2), new BasisPoints(3), 4));

    /** A member of conditions: how one value of it alone is set, and how it is found again in conditions and agreements. */
    record Member(
            String name,
            boolean ofRuleSet,
            Function<Integer, Conditions> alone,
            Function<Agreement, Optional<? extends Choice<?>>> chosen) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Amounts amounts(int value) {
        return new Amounts(Map.of("USD", (long) value));
    }

    private static Conditions conditions(int place, Object value) {
        var members = new Object[11];
        members[place] = value;
        return new Conditions(
                (BasisPoints) members[0],
                (BasisPoints) members[1],
                (BasisPoints) members[2],
                (Integer) members[3],
                (Integer) members[4],
                (Amounts) members[5],
                (Amounts) members[6],
                (Amounts) members[7],
                (Amounts) members[8],
                (Amounts) members[9],
                (Tiers) members[10]);
    }

    static Stream<Member> members() {
        return Stream.of(
                new Member("first", true, n -> conditions(0, new BasisPoints(n)), a -> Optional.of(a.first())),
                new Member("recurring", true, n -> conditions(1, new BasisPoints(n)), a -> Optional.of(a.recurring())),
                new Member("bonus", true, n -> conditions(2, new BasisPoints(n)), a -> Optional.of(a.bonus())),
                new Member("holdDays", true, n -> conditions(3, n), a -> Optional.of(a.holdDays())),
                new Member("maxMonths", false, n -> conditions(4, n), Agreement::maxMonths),
                new Member("flatFirstSale", false, n -> conditions(5, amounts(n)), Agreement::flatFirstSale),
                new Member("flatSale", false, n -> conditions(6, amounts(n)), Agreement::flatSale),
                new Member("flatMonth", false, n -> conditions(7, amounts(n)), Agreement::flatMonth),
                new Member("capCustomer", false, n -> conditions(8, amounts(n)), Agreement::capCustomer),
                new Member("capAffiliateMonth", false, n -> conditions(9, amounts(n)), Agreement::capAffiliateMonth));
    }

    private static Subject subject(Level level) {
        return switch (level) {
            case LINK -> Subject.of(LINK);
            case COUPON -> Subject.coupon(" nora10 ");
            case AFFILIATE -> Subject.of(NORA);
            case GROUP -> Subject.group("gold");
            case PRODUCT -> Subject.product("pro");
            case PROGRAM -> Subject.PROGRAM;
        };
    }

    private static SpecialTerms terms(Level level, Instant from, Conditions conditions) {
        return new SpecialTerms(TermsId.fresh(), subject(level), from, conditions).addedAt(from.minusNanos(1));
    }

    private static Agreement judged(Agreements agreements, Level by) {
        return agreements.at(JULY, subject(by), NORA, "gold", "pro", RULES);
    }

    /** For every member and every set of levels that set it: the strongest wins, the others lose in order. */
    @ParameterizedTest
    @MethodSource("members")
    void member_by_member_the_strongest_level_that_sets_it_wins_and_the_others_are_told(Member member) {
        for (var by : List.of(Level.LINK, Level.COUPON)) {
            var levels = List.of(by, Level.AFFILIATE, Level.GROUP, Level.PRODUCT, Level.PROGRAM);
            for (int set = 0; set < 1 << levels.size(); set++) {
                var setting = new ArrayList<SpecialTerms>();
                for (int i = 0; i < levels.size(); i++) {
                    if ((set >> i & 1) == 1) {
                        setting.add(terms(levels.get(i), JUNE, member.alone().apply(100 + i)));
                    }
                }
                var expected = new ArrayList<>(
                        setting.stream().map(terms -> terms.id().toString()).toList());
                if (member.ofRuleSet()) {
                    expected.add("v1");
                }
                var chosen = member.chosen().apply(judged(Agreements.NONE.with(setting, List.of()), by));
                assertThat(chosen.stream()
                                .flatMap(choice -> Stream.concat(Stream.of(choice.winner()), choice.losers().stream()))
                                .map(Claim::source))
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    /** The table of docs/terms.md: what each level sets of first and recurring, and what holds. */
    @ParameterizedTest
    @CsvSource({
        // link or coupon, affiliate, group, product, first and recurring that hold
        "-,       -,       -,       -,       1/2",
        "-,       -,       -,       40/-,    40/2",
        "-,       -,       50/20,   40/10,   50/20",
        "-,       -/30,    50/20,   40/10,   50/30",
        "60/-,    -/30,    50/20,   40/10,   60/30",
        "60/-,    -/-,     -/-,     -/10,    60/10",
        "0/0,     90/90,   90/90,   90/90,   0/0"
    })
    void rates_of_several_levels_mix(String by, String affiliate, String group, String product, String held) {
        var written = List.of(by, affiliate, group, product);
        var levels = List.of(Level.COUPON, Level.AFFILIATE, Level.GROUP, Level.PRODUCT);
        var setting = new ArrayList<SpecialTerms>();
        for (int i = 0; i < levels.size(); i++) {
            if (!written.get(i).equals("-")) {
                var rates = Arrays.stream(written.get(i).split("/", -1))
                        .map(rate -> rate.equals("-") ? null : new BasisPoints(Integer.parseInt(rate)))
                        .toList();
                setting.add(terms(
                        levels.get(i),
                        JUNE,
                        new Conditions(
                                rates.get(0), rates.get(1), null, null, null, null, null, null, null, null, null)));
            }
        }
        var agreement = judged(Agreements.NONE.with(setting, List.of()), Level.COUPON);
        assertThat(agreement.first().value().value() + "/"
                        + agreement.recurring().value().value())
                .isEqualTo(held);
    }

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

    private static final BasisPoints RATE = new BasisPoints(5);

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

    @Test
    void without_a_rule_set_there_is_no_agreement() {
        assertThatIllegalStateException().isThrownBy(() -> Agreement.among(List.of()));
    }

    @Test
    void every_level_but_the_programme_has_a_name() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(Level.GROUP, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject(Level.PROGRAM, "x"));
    }

    @Test
    void amounts_are_of_the_currencies_they_name_alone() {
        assertThat(amounts(7).in(Currency.of("USD"))).contains(new Money(7, Currency.of("USD")));
        assertThat(amounts(7).in(Currency.of("EUR"))).isEmpty();
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

    /** With a rule set of 60 % first, 95 % recurring and 10 % bonus, which is above the whole as old ones may be. */
    @ParameterizedTest
    @CsvSource({
        // first, recurring and bonus of the terms; of their step; whether they fit
        "-,    -,    -,    -,    -,    -,    true",
        "9000, -,    -,    -,    -,    -,    true",
        "9001, -,    -,    -,    -,    -,    false",
        "-,    9001, -,    -,    -,    -,    false",
        "-,    -,    1,    -,    -,    -,    true",
        "-,    -,    501,  -,    -,    -,    false",
        "-,    -,    -,    9001, -,    -,    false",
        "100,  -,    -,    9001, -,    -,    false",
        "-,    9000, -,    -,    -,    1001, false",
        "-,    9000, -,    -,    -,    1000, true",
        "-,    -,    1,    9999, -,    -,    true",
        "-,    -,    1,    -,    -,    -,    true"
    })
    void terms_and_each_of_their_steps_fit_what_the_rule_set_adds(
            String first,
            String recurring,
            String bonus,
            String stepFirst,
            String stepRecurring,
            String stepBonus,
            boolean fit) {
        var step = new Step(1, rate(stepFirst), rate(stepRecurring), rate(stepBonus));
        var tiers = new Tiers(Measure.CUSTOMERS, 30, null, List.of(step));
        var terms =
                new Conditions(rate(first), rate(recurring), rate(bonus), 1, null, null, null, null, null, null, tiers);
        var rules = Conditions.of(new BasisPoints(6000), new BasisPoints(9500), new BasisPoints(1000), 30);

        assertThat(RateSums.fit(terms, rules)).isEqualTo(fit);
    }

    private static @Nullable BasisPoints rate(String written) {
        return written.equals("-") ? null : new BasisPoints(Integer.parseInt(written));
    }

    @Test
    void the_highest_step_that_is_reached_counts() {
        var low = new Step(10, RATE, null, null);
        var high = new Step(50, null, RATE, null);
        var tiers = new Tiers(Measure.REVENUE, 30, Currency.of("USD"), List.of(low, high));

        assertThat(tiers.reached(9)).isEmpty();
        assertThat(tiers.reached(49)).contains(low);
        assertThat(tiers.reached(50)).contains(high);
    }
}
