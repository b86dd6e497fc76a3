package dev.handsel.base.addresses;

import com.google.common.net.InternetDomainName;
import dev.handsel.base.refusal.Fault;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A domain whose hosts may share a cookie (RFC 6265, {@code Domain}): {@code shop.example} for itself and everything below
 * it. Browsers take no cookie for a whole public suffix such as {@code co.uk}, so none is one: by the Public Suffix List,
 * where an ending that is not in it counts as one of a single label.
 */
public record CookieDomain(String text) {

    /** Two labels or more, of letters, digits and inner hyphens; the last one begins with a letter, as no IP address does. */
    private static final Pattern FORM =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final int LONGEST = 253;

    /** What is wrong with a domain that somebody typed, if anything: {@code malformed} or {@code public_suffix}. */
    public static Optional<Fault> fault(String pointer, String typed) {
        var text = normal(typed);
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            return Optional.of(new Fault(
                    pointer,
                    "malformed",
                    "Expected a domain such as shop.example, in ASCII, without scheme, port, star or dot before it."));
        }
        if (InternetDomainName.from(text).isPublicSuffix()) {
            return Optional.of(new Fault(
                    pointer,
                    "public_suffix",
                    "Anybody may register names below " + text + ", so browsers keep no cookie for all of it."));
        }
        return Optional.empty();
    }

    /** Reads a domain without {@link #fault}. */
    public static CookieDomain of(String typed) {
        return new CookieDomain(normal(typed));
    }

    private static String normal(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a browser takes a cookie for this domain from the host: from the domain itself and from below it. */
    public boolean covers(String host) {
        var name = normal(host);
        return name.equals(text) || name.endsWith("." + text);
    }
}
