package dev.handsel.cli;

import java.util.Locale;

/**
 * An absolute URL in the parts that a request is made of, each as it was written: nothing is decoded or put in order.
 *
 * @param authority host and port
 * @param target path and query
 */
record RequestUrl(String scheme, String authority, String target) {

    /** Anything but an absolute URL of http or https is an {@link IllegalArgumentException}. */
    static RequestUrl parse(String url) {
        int colon = url.indexOf("://");
        var scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("The URL begins with https:// or http://.");
        }
        var rest = url.substring(colon + 3);
        if (rest.indexOf('#') >= 0) {
            rest = rest.substring(0, rest.indexOf('#'));
        }
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != '/' && rest.charAt(end) != '?') {
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
