package dev.handsel.payouts.once;

import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a look-up shows. */
public sealed interface Seen {

    /**
     * Stripe has it.
     *
     * @param object what was found, as the errand reads it
     */
    record Present(JsonNode object) implements Seen {}

    /** Stripe does not have it, or lets us into the account no longer, so that nothing can be asked of it either. */
    record Absent() implements Seen {}

    /** Stripe did not say. */
    record Silent(StripeAnswer answer) implements Seen {}

    /**
     * Looks through a list of Stripe, page by page.
     *
     * @param path with its query
     * @param account the connected account whose list it is, or null
     */
    static Seen among(Stripe stripe, String path, @Nullable String account, Predicate<JsonNode> wanted) {
        for (var answer : stripe.pages(path, account)) {
            if (answer instanceof Declined refused && refused.noSuchAccount()) {
                return new Absent();
            }
            if (!(answer instanceof StripeAnswer.Done(JsonNode page))) {
                return new Silent(answer);
            }
            for (var one : page.path("data").values()) {
                if (wanted.test(one)) {
                    return new Present(one);
                }
            }
        }
        return new Absent();
    }
}
