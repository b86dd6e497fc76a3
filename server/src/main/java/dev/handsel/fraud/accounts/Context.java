package dev.handsel.fraud.accounts;

import dev.handsel.fraud.accounts.Closings.Closing;
import dev.handsel.fraud.accounts.Origins.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rest of the product knows of what a batch tells.
 *
 * @param origins how customers came, by their refs
 * @param overwritten ids of signups before which the browser had come by another affiliate's link
 * @param closings trades that ended, by the id of the event that counts
 * @param disputes customers who dispute, once for each dispute, by the id of the event that counts
 * @param codes accounts of affiliates, by codes in links
 * @param coupons accounts of affiliates, by coupons in upper case
 */
public record Context(
        Map<String, Origin> origins,
        Set<String> overwritten,
        Map<String, List<Closing>> closings,
        Map<String, List<String>> disputes,
        Map<String, String> codes,
        Map<String, String> coupons) {

    /** The account of the affiliate who has a code, as somebody typed it. */
    public Optional<String> ofCode(String code) {
        return Optional.ofNullable(codes.get(Contexts.lower(code)));
    }

    /** The account of the affiliate who has a coupon, as somebody typed it. */
    public Optional<String> ofCoupon(String coupon) {
        return Optional.ofNullable(coupons.get(Contexts.upper(coupon)));
    }
}
