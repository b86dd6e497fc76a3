package dev.handsel.inbox.stripebilling;

import java.util.Optional;
import java.util.stream.Stream;

/** Who an object of Stripe is about. */
final class Buyer {

    /** The member of {@code metadata} in which a merchant tells its own id of a customer. */
    private static final String NAMED = "handsel_customer";

    private Buyer() {}

    /** Stripe's id of the customer, where it made one. */
    static Optional<String> stripeCustomer(Payload object) {
        return object.reference("customer").or(() -> object.reference("customer_account"));
    }

    static String requiredStripeCustomer(Payload object) {
        return stripeCustomer(object).orElseThrow(() -> object.invalidAt("customer", "names no customer"));
    }

    /** The merchant's id, where the object or its subscription tells it. */
    static Optional<String> named(Payload object) {
        return Stream.of(object, object.at("parent").at("subscription_details"), object.at("subscription_details"))
                .flatMap(part -> part.at("metadata").text(NAMED).stream())
                .findFirst();
    }
}
