package dev.handsel.programs.terms;

import dev.handsel.base.addresses.CookieDomain;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How links tell a landing page who sent its visitor, and how far the visitor's cookies reach.
 *
 * @param cookieDomain the domain all of whose hosts get the cookies, such as {@code shop.example}; null for the host alone
 *     that sets them
 * @param viaParameter the parameter of the landing page's query that holds the code
 * @param clickIdParameter the one that holds the id of the click
 */
public record Tracking(@Nullable String cookieDomain, String viaParameter, String clickIdParameter) {

    /** What a programme has that chooses nothing. */
    public static final Tracking USUAL = new Tracking(null, "via", "click_id");

    /** The domain of cookies that a page of this host may set; nothing where it is the host's own affair. */
    public Optional<String> cookieDomainAt(String host) {
        return Optional.ofNullable(cookieDomain).filter(domain -> new CookieDomain(domain).covers(host));
    }

    /** What is wanted of it; whatever is absent stays. An empty domain takes the domain away. */
    record TrackingRequest(
            @Nullable @Size(max = 253) String cookieDomain,

            @Nullable @Pattern(regexp = NAME, message = NAME_WORDS) String viaParameter,

            @Nullable @Pattern(regexp = NAME, message = NAME_WORDS) String clickIdParameter) {

        private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,31}";
        private static final String NAME_WORDS =
                "1 to 32 of A-Z, a-z, 0-9, underscores and hyphens, with a letter first";

        static Tracking orUsual(@Nullable TrackingRequest wish) {
            return wish == null ? USUAL : wish.appliedTo(USUAL);
        }

        Tracking appliedTo(Tracking before) {
            return new Tracking(
                    cookieDomain == null
                            ? before.cookieDomain
                            : cookieDomain.isBlank()
                                    ? null
                                    : CookieDomain.of(cookieDomain).text(),
                    viaParameter == null ? before.viaParameter : viaParameter,
                    clickIdParameter == null ? before.clickIdParameter : clickIdParameter);
        }
    }
}
