package dev.handsel.platform.http;

import java.util.Map;

/**
 * What browsers may do with answers: nothing inline, nothing from elsewhere, never in a frame, no sensors, no word to other sites
 * about where somebody comes from. Answers to programs carry the same; whatever is shown by mistake can do nothing either.
 */
public final class BrowserRules {

    /** The header of a page's content security policy. */
    static final String CONTENT = "Content-Security-Policy";

    /** The policy of whatever has none of its own. */
    static final String PLAIN = policy("style-src 'self'; img-src 'self'; form-action 'self'");

    private static final String NO_SENSORS = "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
            + "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

    private static final Map<String, String> ALWAYS = Map.of(
            CONTENT,
            PLAIN,
            "Referrer-Policy",
            "no-referrer",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Permissions-Policy",
            NO_SENSORS,
            "Cross-Origin-Opener-Policy",
            "same-origin");

    private BrowserRules() {}

    /** The headers of every answer, unless it has reasons of its own. */
    public static Map<String, String> headers() {
        return ALWAYS;
    }

    /** A content security policy that allows nothing but this. */
    public static String policy(String also) {
        return "default-src 'none'; " + also + "; base-uri 'none'; frame-ancestors 'none'";
    }
}
