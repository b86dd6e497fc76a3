package dev.handsel.base.addresses;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An absolute {@code http} or {@code https} address with a host and without a user: a place to send browsers to. */
public record WebAddress(URI uri) {

    private static final int LONGEST = 2000;

    /** Reads what somebody typed; anything else is a fault of the request. */
    @JsonCreator
    public static WebAddress parse(String text) {
        return find(text)
                .orElseThrow(() -> Refused.invalid(List.of(
                        new Fault("", "malformed", "Expected an http or https address of at most 2000 characters."))));
    }

    /** Reads a text, or nothing where it is no such address. */
    public static Optional<WebAddress> find(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var uri = new URI(new URI(text).toASCIIString());
            return isWeb(uri) ? Optional.of(new WebAddress(uri)) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** The scheme, host and port that a text begins with, whatever follows them: browsers are lax about the rest. */
    public static Optional<WebAddress> findOrigin(String text) {
        int start = text.indexOf("://");
        if (start < 0) {
            return Optional.empty();
        }
        int end = start + 3;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return find(text.substring(0, end));
    }

    private static boolean isWeb(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getPort() <= 65_535
                && uri.getPort() != 0;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
