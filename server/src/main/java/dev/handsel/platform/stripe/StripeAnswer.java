package dev.handsel.platform.stripe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of one call. What a caller may conclude differs, hence so many. */
public sealed interface StripeAnswer {

    /** The type of error by which Stripe says that the key was used for another request. */
    String KEY_REUSED = "idempotency_error";

    /** It was executed now, or had been executed with the same key. */
    record Done(JsonNode object) implements StripeAnswer {}

    /**
     * This very request was certainly not executed, and will not be.
     *
     * @param status 400, 402 or 404
     * @param code Stripe's code ({@code balance_insufficient}), or its type of error where there is none
     * @see <a href="https://docs.stripe.com/error-codes">docs.stripe.com/error-codes</a>
     */
    record Declined(int status, String code, String message) implements StripeAnswer {

        /** Whether the key came with other parameters before: that says nothing about the first request. */
        public boolean keyReused() {
            return code.equals(KEY_REUSED);
        }

        /** Whether the connected account is none of ours, or no longer. */
        public boolean noSuchAccount() {
            return code.equals(Stripe.NO_SUCH_ACCOUNT);
        }
    }

    /** Our key is not good for this (401, 403): nothing was executed, and nothing will be until somebody acts. */
    record Denied(String message) implements StripeAnswer {}

    /**
     * Too many requests (429): not executed, and nothing is known about earlier ones.
     *
     * @param retryAfter as the answer says
     */
    record Busy(@Nullable Duration retryAfter) implements StripeAnswer {}

    /** It may have been executed, or may be yet: no answer, half an answer, 409, 5xx. */
    record Unclear(String why) implements StripeAnswer {}
}
