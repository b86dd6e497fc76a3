package dev.handsel.payouts.transfers;

import java.util.Set;

/**
 * Which refusals trying again does not mend: everything that Stripe declines, but for what passes by itself.
 *
 * @see <a href="https://docs.stripe.com/error-codes">docs.stripe.com/error-codes</a>
 */
public final class LastingRefusal {

    /** What lacks money, time or luck, and what is our own word for that nothing was done. */
    private static final Set<String> PASSING = Set.of(
            "",
            TransferRefusals.SHORT,
            "destination_gone",
            "idempotency_key_in_use",
            "lock_timeout",
            "never_executed",
            "not_found",
            "processing_error",
            "rate_limit",
            "routing_error");

    private LastingRefusal() {}

    /**
     * Whether payouts pause after it.
     *
     * @param code Stripe's, or our own; its type of error where Stripe gives no code
     */
    public static boolean is(String code) {
        return !PASSING.contains(code);
    }
}
