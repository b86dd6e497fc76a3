package dev.handsel.commissions.reckoner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Random terms of all levels and random members of groups. The same seed has the same ones. */
final class RandomTerms {

    private static final List<String> GROUPS = List.of("gold", "silver");
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY");
    private static final List<String> DAYS = List.of(
            "2026-12-01",
            "2027-01-01",
            "2027-01-31",
            "2027-03-01",
            "2027-06-30T23:59:59Z",
            "2027-11-30",
            "2028-01-01",
            "2028-02-29");

    /** All, unless {@code -Dhandsel.histories.members=max_months,flat_sale} asks for some. */
    private static final List<String> MEMBERS =
            List.of(System.getProperty("handsel.histories.members", String.join(",", Conditions.MEMBERS))
                    .split(",", -1));

    private final Dice dice;
    private final boolean monthsAreLimited;

    RandomTerms(long seed) {
        this.dice = Dice.of(seed, -500);
        this.monthsAreLimited = dice.chance(50);
    }

    Agreements agreements(Agreements plain) {
        var terms = new ArrayList<SpecialTerms>();
        for (var level : Level.values()) {
            for (var subject : subjects(level)) {
                if (dice.chance(60)) {
                    follow(level, subject, terms);
                }
            }
        }
        return new Agreements(plain.rules(), terms, memberships(), List.of());
    }

    static List<String> subjects(Level level) {
        return switch (level) {
            case LINK, COUPON, AFFILIATE -> Trade.AFFILIATES;
            case GROUP -> GROUPS;
            case PRODUCT -> Trade.PRODUCTS;
            case PROGRAM -> List.of("");
        };
    }

    /** One after the other, from different instants on; some end the ones before. */
    private void follow(Level level, String subject, List<SpecialTerms> terms) {
        var begun = new HashSet<Instant>();
        for (int left = dice.between(1, 3); left > 0; left--) {
            var from = begun.isEmpty() && dice.chance(50) ? Histories.START : from();
            if (begun.add(from)) {
                var conditions = dice.chance(10) ? Conditions.NONE : wanted(conditions(level));
                terms.add(new SpecialTerms(level, subject, from, conditions));
            }
        }
    }

    /** Without those members that are not asked for. */
    private static Conditions wanted(Conditions conditions) {
        var wanted = conditions;
        for (var member : Conditions.MEMBERS) {
            if (!MEMBERS.contains(member)) {
                wanted = wanted.less(member);
            }
        }
        return wanted;
    }

    private Instant from() {
        return dice.chance(50)
                ? Days.of(dice.one(DAYS))
                : Days.of("2026-12-01").plus(dice.within(Duration.ofDays(500)));
    }

    private Conditions conditions(Level level) {
        var conditions = level == Level.PROGRAM ? Conditions.NONE : ofRates();
        if (dice.chance(level == Level.PRODUCT ? 35 : 20)) {
            conditions = conditions.and("max_months", dice.between(0, 15));
        }
        for (var flat : List.of("flat_first_sale", "flat_sale", "flat_month")) {
            if (dice.chance(18)) {
                conditions = conditions.and(flat, amounts(List.of(0L, 1L, 150L, 500L, 2_000L)));
            }
        }
        int likely = level == Level.PROGRAM ? 60 : 20;
        if (dice.chance(likely)) {
            conditions = conditions.and("cap_customer", amounts(List.of(0L, 300L, 2_500L, 9_000L, 40_000L)));
        }
        if (monthsAreLimited && dice.chance(likely)) {
            conditions = conditions.and("cap_affiliate_month", amounts(List.of(0L, 900L, 5_000L, 25_000L, 100_000L)));
        }
        return conditions;
    }

    /** No more than the whole with what any rule set may say of the others, but of two levels it may be more. */
    private Conditions ofRates() {
        var conditions = Conditions.NONE;
        boolean bonus = dice.chance(25);
        int most = bonus ? 5_000 : 9_200;
        if (dice.chance(45)) {
            conditions = conditions.and("first_rate_bp", dice.one(List.of(0, 1, 1_234, 4_000, most)));
        }
        if (dice.chance(45)) {
            conditions = conditions.and("recurring_rate_bp", dice.one(List.of(0, 777, 2_500, most)));
        }
        if (bonus) {
            conditions = conditions.and("bonus_rate_bp", dice.one(List.of(0, 333, 1_000, 5_000)));
        }
        if (dice.chance(20)) {
            conditions = conditions.and("hold_days", dice.one(List.of(0, 7, 30, 60)));
        }
        return conditions;
    }

    /** In some currencies; in none now and then. */
    private Map<String, Long> amounts(List<Long> minor) {
        var amounts = new TreeMap<String, Long>();
        if (dice.chance(85)) {
            for (var currency : CURRENCIES) {
                if (dice.chance(75)) {
                    amounts.put(currency, dice.one(minor));
                }
            }
        }
        return amounts;
    }

    private List<Membership> memberships() {
        var memberships = new ArrayList<Membership>();
        for (var affiliate : Trade.AFFILIATES) {
            var at = Histories.START;
            String in = "";
            for (int left = dice.between(0, 3); left > 0; left--) {
                at = at.plus(Duration.ofDays(dice.between(1, 400)));
                boolean leaves = !in.isEmpty() && dice.chance(30);
                var group = leaves ? in : GROUPS.get(in.equals("gold") ? 1 : dice.between(0, in.isEmpty() ? 1 : 0));
                memberships.add(new Membership(affiliate, group, !leaves, at));
                in = leaves ? "" : group;
            }
        }
        return memberships;
    }
}
