package dev.handsel.referrals.customers;

import static java.util.stream.Collectors.joining;

import dev.handsel.referrals.customers.Attribution.AttributionReason;
import dev.handsel.referrals.customers.Attribution.Candidate;

/** Says in words to whom a customer is owed, and why. */
final class AttributionWords {

    private AttributionWords() {}

    static String considered(Attribution attribution) {
        var others = attribution.candidates().stream()
                .filter(candidate -> !decisive(candidate.outcome()))
                .map(candidate -> named(candidate) + ", which " + lost(candidate.outcome()))
                .collect(joining("; "));
        return others.isEmpty() ? "" : "Considered as well: " + others + ".";
    }

    private static boolean decisive(String outcome) {
        return outcome.equals("won") || outcome.equals("self_referral");
    }

    static String decided(Attribution attribution) {
        var by = attribution.candidates().stream()
                .filter(candidate -> decisive(candidate.outcome()))
                .map(AttributionWords::named)
                .findFirst()
                .orElse("what was named");
        return switch (attribution.reason()) {
            case COUPON -> "The affiliate has " + by + ", which the customer used" + at(attribution);
            case CLICK -> "The affiliate brought " + by + ", which the signup named" + at(attribution);
            case DEVICE -> "The affiliate brought " + by + ", made by the device of the signup" + at(attribution);
            case CODE -> "The affiliate has " + by + ", which the customer typed" + at(attribution);
            case SELF_REFERRAL ->
                "Nobody is owed: " + by + " leads to an affiliate who is the customer" + at(attribution);
            case NONE -> "Nobody is owed: no valid coupon, click or code was named" + at(attribution);
        };
    }

    private static String at(Attribution attribution) {
        return "; decided as of " + attribution.decidedAt() + ".";
    }

    private static String named(Candidate candidate) {
        return kind(candidate.by()) + " " + candidate.value();
    }

    private static String kind(AttributionReason by) {
        return switch (by) {
            case COUPON -> "the coupon";
            case CLICK, DEVICE -> "the click";
            case CODE -> "the code";
            case NONE, SELF_REFERRAL -> "what was named:";
        };
    }

    private static String lost(String outcome) {
        return switch (outcome) {
            case "outranked" -> "counts less";
            case "outside_window" -> "was made too long before";
            case "after_signup" -> "was made after the signup";
            case Attributor.FILTERED -> "no person made";
            case "affiliate_disabled" -> "is of an affiliate who is disabled";
            case "unknown_coupon", "unknown_click", "unknown_code", "unknown_affiliate" -> "is nobody's";
            case String other -> "did not count (" + other + ")";
        };
    }
}
