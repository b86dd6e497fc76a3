package dev.handsel.signing;

import java.util.Locale;

/**
 * An absolute URL in the parts that a request is made of, each as it was written: nothing is decoded, put in order or left
 * out.
 *
 * @param scheme {@code https} or {@code http}
 * @param authority host and port
 * @param target path and query, beginning with a slash
 */
public record RequestUrl(String scheme, String authority, String target) {

    /**
     * Reads a URL. One of another scheme, without a host or with a user before it is an {@link IllegalArgumentException}; a
     * fragment stays in the target, where {@link CanonicalPath} refuses it.
     */
    public static RequestUrl parse(String url) {
        int colon = url.indexOf("://");
        var scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("The URL begins with https:// or http://.");
        }
        var rest = url.substring(colon + 3);
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        var authority = rest.substring(0, end);
        if (authority.isEmpty() || authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("The URL names a host, and no user before it.");
        }
        var target = rest.substring(end);
        return new RequestUrl(scheme, authority, target.startsWith("/") ? target : "/" + target);
    }
}
