package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.referrals.affiliates.Affiliates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which of the words that a discount of Stripe has is the coupon: the first that is an affiliate's, or the first where none
 * is. Payloads often hold the id of a promotion code alone; the code that stood behind it in an earlier one is remembered.
 */
@Component
class CouponChoice {

    private final StripeIdStore ids;
    private final Affiliates affiliates;

    CouponChoice(StripeIdStore ids, Affiliates affiliates) {
        this.ids = ids;
        this.affiliates = affiliates;
    }

    /** The draft with its coupon in place of all that it may be. */
    EventDraft chosen(ProgramId program, EventDraft draft) {
        var coupons = draft.coupons();
        if (coupons.isEmpty()) {
            return draft;
        }
        coupons.forEach(each -> remember(program, each));
        var words = words(coupons, codes(program, coupons));
        return draft.withCoupon(affiliates.firstOwned(program, words).or(() -> words.stream().findFirst()));
    }

    /** The draft as it would be without anything that was remembered. */
    static EventDraft unchosen(EventDraft draft) {
        return draft.withCoupon(words(draft.coupons(), Map.of()).stream().findFirst());
    }

    private void remember(ProgramId program, Coupons coupons) {
        coupons.promotion()
                .ifPresent(promotion -> coupons.code().ifPresent(code -> ids.remember(program, promotion, code)));
    }

    private Map<String, String> codes(ProgramId program, List<Coupons> coupons) {
        var bare = coupons.stream()
                .filter(each -> each.code().isEmpty())
                .flatMap(each -> each.promotion().stream())
                .toList();
        return bare.isEmpty() ? Map.of() : ids.codes(program, bare);
    }

    private static List<String> words(List<Coupons> coupons, Map<String, String> codes) {
        return coupons.stream()
                .map(each -> Optional.ofNullable(codes.get(each.promotion().orElse("")))
                        .map(each::withCode)
                        .orElse(each))
                .flatMap(Coupons::words)
                .distinct()
                .toList();
    }
}
