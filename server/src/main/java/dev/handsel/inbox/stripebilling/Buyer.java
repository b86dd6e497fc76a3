package dev.handsel.inbox.stripebilling;

import java.util.Optional;
import java.util.stream.Stream;

/** Who an object of Stripe is about, and by whose coupon they may have come. */
final class Buyer {

    /** The member of {@code metadata} in which a merchant tells its own id of a customer. */
    private static final String NAMED = "handsel_customer";

    private static final int LONGEST_COUPON = 100;

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

    /**
     * The coupon: the code of a promotion code where the payload holds one, else the id of the coupon, which merchants may
     * choose themselves. Ids of promotion codes and discounts are no codes and do not count.
     */
    static Optional<String> coupon(Payload object) {
        return discounts(object)
                .flatMap(discount -> discount.at("promotion_code").text("code", LONGEST_COUPON).stream())
                .findFirst()
                .or(() -> discounts(object)
                        .flatMap(discount -> couponId(discount).stream())
                        .findFirst());
    }

    private static Stream<Payload> discounts(Payload object) {
        var breakdown = object.at("total_details").at("breakdown").list("discounts").stream()
                .map(part -> part.at("discount"));
        var single = Stream.of(object.at("discount"));
        return Stream.of(object.list("discounts").stream(), single, breakdown)
                .flatMap(some -> some)
                .filter(Payload::isObject);
    }

    private static Optional<String> couponId(Payload discount) {
        return discount.reference("coupon")
                .or(() -> discount.at("source").reference("coupon"))
                .filter(id -> id.length() <= LONGEST_COUPON);
    }
}
