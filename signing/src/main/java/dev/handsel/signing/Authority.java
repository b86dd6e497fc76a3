package dev.handsel.signing;

import java.util.Locale;

/** Host and port that a request is meant for, as RFC 9421, section 2.2.3, has them signed. */
public final class Authority {

    private static final String IN_HOST = "-._~!$&'()*+,;=%:[]";

    private Authority() {}

    /** In lower case, without the default port of the scheme. */
    public static String of(RequestMessage request) {
        return normal(Headers.single(request, "host"), request.scheme());
    }

    /** The authority that this text names. */
    public static String normal(String host, String scheme) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && IN_HOST.indexOf(c) < 0) {
                throw malformed();
            }
        }
        if (host.isEmpty()) {
            throw malformed();
        }
        var lower = host.toLowerCase(Locale.ROOT);
        var port = scheme.equalsIgnoreCase("http") ? ":80" : ":443";
        if (lower.endsWith(port)) {
            return lower.substring(0, lower.length() - port.length());
        }
        return lower.endsWith(":") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static RejectedException malformed() {
        return Refusal.HEADER_MALFORMED.because("The header host names no host.");
    }
}
