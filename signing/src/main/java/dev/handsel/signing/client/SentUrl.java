package dev.handsel.signing.client;

import dev.handsel.signing.CanonicalPath;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.RequestUrl;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Looks, before a URL is signed, whether every HTTP client sends it as it is written. Clients encode, resolve or spell anew
 * what is unusual, each in its own way, and the signature would be of something else than what arrives.
 */
public final class SentUrl {

    private static final Pattern VISIBLE = Pattern.compile("[!-~]*");

    /** What RFC 3986 has in no URL; some clients encode these, others send them. */
    private static final Pattern UNENCODED = Pattern.compile("[\"<>\\\\^`{|}]");

    private static final Pattern ENCODES_NOTHING = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int HIGHEST_PORT = 65_535;

    private SentUrl() {}

    /**
     * The parts of the URL. One that could be sent as another is an {@link IllegalArgumentException} that says why: with
     * what is to be percent-encoded, a fragment, a user, dot segments, or an address that is not in its usual form.
     */
    public static RequestUrl require(String url) {
        if (!VISIBLE.matcher(url).matches()) {
            throw refused(
                    "It holds a blank, a control character or something that is not ASCII; percent-encode that first");
        }
        if (url.indexOf('#') >= 0) {
            throw refused("It has a fragment, which is never sent; leave it out");
        }
        if (UNENCODED.matcher(url).find()) {
            throw refused("One of \" < > \\ ^ ` { | } stands in it; percent-encode that first");
        }
        var parts = RequestUrl.parse(url);
        requireAuthority(parts.authority());
        requireTarget(parts.target());
        return parts;
    }

    private static void requireAuthority(String authority) {
        int end = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        var host = end > 0 ? authority.substring(0, end) : authority;
        var rest = authority.substring(host.length());
        if (!rest.isEmpty() && !(rest.startsWith(":") && isPort(rest.substring(1)))) {
            throw refused("Write its port as a number from 1 to 65535, or leave it out together with the colon");
        }
        HostSpelling.require(host);
    }

    private static boolean isPort(String port) {
        return PORT.matcher(port).matches() && Integer.parseInt(port) <= HIGHEST_PORT;
    }

    private static void requireTarget(String target) {
        int query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        if (path.indexOf('[') >= 0 || path.indexOf(']') >= 0) {
            throw refused("Brackets stand in its path; percent-encode them first");
        }
        if (ENCODES_NOTHING.matcher(path).find()) {
            throw refused("A percent sign in its path encodes nothing; write %25");
        }
        try {
            CanonicalPath.require(target);
        } catch (RejectedException ambiguous) {
            throw refused(Objects.requireNonNull(ambiguous.getMessage()).replaceFirst("\\.$", ""));
        }
    }

    static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("This URL may be sent otherwise than it is written. " + why + ".");
    }
}
