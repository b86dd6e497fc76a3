package dev.handsel.inbox.stripebilling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * By which of an affiliate's coupons somebody may have come: the codes and ids of the promotion codes and coupons that an
 * object of Stripe was discounted by. Which of them is an affiliate's is asked when the event is told.
 *
 * @param promotion Stripe's id of the promotion code, {@code promo_...}
 * @param code what people typed, where the payload holds it
 * @param coupon Stripe's id of the coupon, which merchants may choose themselves
 */
record Coupons(Optional<String> promotion, Optional<String> code, Optional<String> coupon) {

    private static final int LONGEST = 100;

    /** One for each discount of the object, in their order. */
    static List<Coupons> of(Payload object) {
        var breakdown = object.at("total_details").at("breakdown").list("discounts").stream()
                .map(part -> part.at("discount"));
        return Stream.of(object.list("discounts").stream(), Stream.of(object.at("discount")), breakdown)
                .flatMap(some -> some)
                .filter(Payload::isObject)
                .map(Coupons::ofDiscount)
                .filter(some -> some.words().findAny().isPresent())
                .distinct()
                .toList();
    }

    /** The coupon is a member of the discount, since 2025-09-30 of its {@code source}; some name it in the promotion code. */
    private static Coupons ofDiscount(Payload discount) {
        var promotion = discount.at("promotion_code");
        var coupon = Stream.of(discount, discount.at("source"), promotion, promotion.at("promotion"))
                .flatMap(part -> part.reference("coupon").stream())
                .findFirst();
        return new Coupons(
                discount.reference("promotion_code").filter(Coupons::fits),
                promotion.text("code", LONGEST),
                coupon.filter(Coupons::fits));
    }

    private static boolean fits(String word) {
        return word.length() <= LONGEST;
    }

    /** All that an affiliate may have registered, the code first. */
    Stream<String> words() {
        return Stream.of(code, promotion, coupon).flatMap(Optional::stream);
    }

    Coupons withCode(String known) {
        return new Coupons(promotion, Optional.of(known), coupon);
    }

    static ArrayNode json(List<Coupons> all) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var each : all) {
            var one = array.addObject();
            each.promotion.ifPresent(text -> one.put("promotion", text));
            each.code.ifPresent(text -> one.put("code", text));
            each.coupon.ifPresent(text -> one.put("coupon", text));
        }
        return array;
    }

    static List<Coupons> read(JsonNode array) {
        return array.valueStream()
                .map(one -> new Payload(one, ""))
                .map(one -> new Coupons(one.text("promotion"), one.text("code"), one.text("coupon")))
                .toList();
    }
}
