package dev.handsel.inbox.stripebilling;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * The version of Stripe's API by which an event is written: that of the webhook endpoint, or the account's. Since
 * 2024-09-30 versions have names, and all of one name are alike but for what was added.
 *
 * @param sent what the event says; empty where it says nothing, and is judged by what it holds
 * @see <a href="https://docs.stripe.com/changelog">docs.stripe.com/changelog</a>
 */
record ApiVersion(String sent) {

    private static final LocalDate FIRST = LocalDate.parse("2024-04-10");
    private static final LocalDate FIRST_NAMED = LocalDate.parse("2024-09-30");
    private static final Set<String> NAMES = Set.of("acacia", "basil", "clover", "dahlia", "endive");

    static ApiVersion of(Payload event) {
        var version = event.at("api_version");
        if (version.absent()) {
            return new ApiVersion("");
        }
        return new ApiVersion(event.text("api_version").orElse("no version"));
    }

    /** Refuses what was written by a version whose invoices are not understood. */
    void requireUnderstood() {
        if (!sent.isEmpty() && !understood()) {
            throw Payload.invalid("api_version is " + sent + ", whose invoices are not understood: let the webhook endpoint"
                    + " in Stripe use a version from " + FIRST + " on, up to those that are called endive, and resend.");
        }
    }

    private boolean understood() {
        int dot = sent.indexOf('.');
        var name = dot < 0 ? "" : sent.substring(dot + 1);
        try {
            var date = LocalDate.parse(dot < 0 ? sent : sent.substring(0, dot));
            return dot < 0
                    ? !date.isBefore(FIRST) && date.isBefore(FIRST_NAMED)
                    : !date.isBefore(FIRST_NAMED) && NAMES.contains(name);
        } catch (DateTimeParseException noDate) {
            return false;
        }
    }
}
