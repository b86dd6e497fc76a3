package dev.handsel.commissions.reckoner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What terms may do to random customers of random affiliates; and that the random terms are worth telling. */
class CrowdTest {

    private static final List<Crowd> CROWDS = Crowd.many(800, 100, 1, Special.TERMS);

    private static Map<String, Facts> facts(Crowd crowd) {
        var facts = new HashMap<String, Facts>();
        crowd.all().forEach(history -> facts.put(history.customer(), history.facts()));
        return facts;
    }

    private static Facts of(Map<String, Facts> facts, String customer) {
        return Objects.requireNonNull(facts.get(customer));
    }

    private static Agreements with(Agreements before, UnaryOperator<List<SpecialTerms>> change) {
        return new Agreements(before.rules(), change.apply(before.terms()), before.memberships(), before.steps());
    }

    /** Whether some crowd earns something else without these. */
    private static boolean matters(UnaryOperator<Agreements> without) {
        for (var crowd : CROWDS) {
            var agreements = crowd.histories().agreements();
            if (!Affiliates.earned(facts(crowd), without.apply(agreements)).equals(crowd.lines())) {
                return true;
            }
        }
        return false;
    }

    @Test
    void every_level_matters_and_so_do_groups() {
        for (var level : Level.values()) {
            assertThat(matters(agreements -> with(
                            agreements,
                            terms -> terms.stream()
                                    .filter(some -> some.level() != level)
                                    .toList())))
                    .as("%s", level)
                    .isTrue();
        }
        assertThat(matters(agreements -> agreements.with(new Membership[0]))).isTrue();
    }

    @Test
    void every_member_matters() {
        for (var member : Conditions.MEMBERS) {
            assertThat(matters(agreements -> with(
                            agreements,
                            terms -> terms.stream()
                                    .map(some -> some.saying(some.conditions().less(member)))
                                    .toList())))
                    .as("%s", member)
                    .isTrue();
        }
    }

    @Test
    void everything_that_terms_can_make_of_a_line_is_made() {
        var seen = new HashSet<String>();
        for (var crowd : CROWDS) {
            for (var lines : crowd.lines().values()) {
                for (var line : lines) {
                    seen.add(line.kind() + " " + line.flat() + " " + (line.rateBp() == 0));
                    seen.add(line.currency() + " " + line.flat());
                }
            }
        }
        assertThat(seen)
                .contains(
                        "FIRST false false",
                        "FIRST true false",
                        "FIRST true true",
                        "RECURRING false false",
                        "RECURRING true false",
                        "RECURRING true true",
                        "BONUS false false",
                        "USD false",
                        "USD true",
                        "EUR false",
                        "EUR true",
                        "JPY false",
                        "JPY true");
    }

    @Test
    void terms_that_say_what_the_rule_set_says_change_nothing() {
        for (var crowd : Crowd.many(200, 100, 1, Special.TRADE)) {
            var plain = crowd.histories().agreements();
            var same = new ArrayList<SpecialTerms>();
            for (var rules : plain.rules()) {
                same.add(new SpecialTerms(
                        Level.PRODUCT,
                        "pro",
                        rules.effectiveFrom(),
                        Conditions.of("first_rate_bp", rules.firstBp())
                                .and("recurring_rate_bp", rules.recurringBp())
                                .and("bonus_rate_bp", rules.bonusBp())
                                .and("hold_days", rules.holdDays())));
            }
            assertThat(Affiliates.earned(facts(crowd), plain.with(same.toArray(SpecialTerms[]::new))))
                    .isEqualTo(crowd.lines());
        }
    }

    @Test
    void the_order_in_which_terms_and_facts_are_known_does_not_matter() {
        for (var crowd : CROWDS) {
            var random = crowd.random(0);
            var before = crowd.histories().agreements();
            var terms = new ArrayList<>(before.terms());
            var members = new ArrayList<>(before.memberships());
            Collections.shuffle(terms, random);
            Collections.shuffle(members, random);
            var shuffled = new HashMap<String, Facts>();
            crowd.all()
                    .forEach(history -> shuffled.put(
                            history.customer(), history.shuffled(random).facts()));
            var lines = Affiliates.earned(shuffled, new Agreements(before.rules(), terms, members, List.of()));
            lines.forEach((customer, theirs) -> assertThat(theirs)
                    .containsExactlyInAnyOrderElementsOf(crowd.lines().getOrDefault(customer, List.of())));
        }
    }

    @Test
    void nobody_earns_more_than_limits_that_held_from_the_beginning() {
        var capped =
                Examples.program(Conditions.of("cap_customer", "USD", 1_000).and("cap_affiliate_month", "USD", 2_000));
        for (var crowd : Crowd.many(200, 100, 1, Special.TRADE)) {
            var facts = facts(crowd);
            var agreements = crowd.histories().agreements().with(capped);
            var months = new HashMap<String, Long>();
            Affiliates.earned(facts, agreements).forEach((customer, lines) -> {
                long kept = 0;
                for (var line : lines) {
                    if (line.currency().equals("USD")) {
                        var owner = of(facts, customer).owner().affiliate();
                        months.merge(owner + month(of(facts, customer), agreements, line), line.amount(), Long::sum);
                        kept += line.reversed() == line.amount() ? 0 : line.amount();
                    }
                }
                assertThat(kept).as(customer).isLessThanOrEqualTo(1_000);
            });
            assertThat(months.values())
                    .isNotEmpty()
                    .allMatch(sum -> sum <= 2_000)
                    .contains(2_000L);
        }
    }

    private static YearMonth month(Facts facts, Agreements agreements, Earned line) {
        return earning(facts, agreements)
                .filter(invoice -> invoice.id().equals(line.invoice()))
                .map(invoice -> YearMonth.from(invoice.paidAt().atOffset(ZoneOffset.UTC)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_one_customer_does_later_changes_nothing_that_others_earned_before() {
        for (var crowd : CROWDS.subList(0, 4)) {
            var all = facts(crowd);
            var agreements = crowd.histories().agreements();
            var border = Days.of("2027-12-15");
            var before = new HashMap<String, Facts>();
            all.forEach((customer, facts) -> before.put(customer, facts.until(border)));
            var then = Affiliates.earned(before, agreements);
            var now = Affiliates.earned(all, agreements);
            then.forEach((customer, lines) -> assertThat(brief(lines))
                    .as("%s of %s", customer, crowd.histories())
                    .isEqualTo(brief(now.getOrDefault(customer, List.of()).stream()
                            .filter(line -> known(of(before, customer), agreements, line))
                            .toList())));
        }
    }

    private static boolean known(Facts facts, Agreements agreements, Earned line) {
        return earning(facts, agreements).anyMatch(invoice -> invoice.id().equals(line.invoice()));
    }

    private static Stream<PaidInvoice> earning(Facts facts, Agreements agreements) {
        return Stream.concat(facts.invoices().stream(), facts.bounty(agreements).stream());
    }

    /** All but what goes back of it. */
    private static Set<String> brief(List<Earned> lines) {
        var brief = new HashSet<String>();
        lines.forEach(line -> brief.add(line.invoice() + " " + line.kind() + " " + line.amount() + " " + line.base()
                + " " + line.rateBp() + " " + line.matureAt()));
        return brief;
    }
}
