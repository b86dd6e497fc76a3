package dev.handsel.commissions.reckoner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What terms set, by the members' names in {@code POST /v1/programs/{id}/terms}: rates in hundredths of a percent, days and
 * months; and amounts in minor units by currency, where no currency at all says that there is no amount.
 */
record Conditions(Map<String, Integer> figures, Map<String, Map<String, Long>> amounts) {

    static final List<String> MEMBERS = List.of(
            "first_rate_bp",
            "recurring_rate_bp",
            "bonus_rate_bp",
            "hold_days",
            "max_months",
            "flat_first_sale",
            "flat_sale",
            "flat_month",
            "cap_customer",
            "cap_affiliate_month");

    /** Nothing is set: what was set before ends. */
    static final Conditions NONE = new Conditions(Map.of(), Map.of());

    static Conditions of(String member, int figure) {
        return NONE.and(member, figure);
    }

    static Conditions of(String member, String currency, long minor) {
        return NONE.and(member, currency, minor);
    }

    /** There is no such amount, whatever weaker terms say. */
    static Conditions without(String member) {
        return NONE.and(member, Map.of());
    }

    Conditions and(String member, int figure) {
        var more = new TreeMap<>(figures);
        more.put(member, figure);
        return new Conditions(more, amounts);
    }

    Conditions and(String member, String currency, long minor) {
        var more = new TreeMap<>(amounts.getOrDefault(member, Map.of()));
        more.put(currency, minor);
        return and(member, more);
    }

    Conditions and(String member, Map<String, Long> minor) {
        var more = new TreeMap<>(amounts);
        more.put(member, minor);
        return new Conditions(figures, more);
    }

    /** The same but for this member. */
    Conditions less(String member) {
        var otherFigures = new TreeMap<>(figures);
        var otherAmounts = new TreeMap<>(amounts);
        otherFigures.remove(member);
        otherAmounts.remove(member);
        return new Conditions(otherFigures, otherAmounts);
    }

    boolean sets(String member) {
        return figures.containsKey(member) || amounts.containsKey(member);
    }

    /** As they are told over HTTP. */
    Map<String, Object> body() {
        var body = new HashMap<String, Object>(figures);
        body.putAll(amounts);
        return body;
    }
}
