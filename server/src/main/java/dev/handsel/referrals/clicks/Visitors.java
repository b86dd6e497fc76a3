package dev.handsel.referrals.clicks;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells people from machines that follow links. */
public final class Visitors {

    /** Words that programs put into their own name; real browsers have none of them, but for phones named Cubot. */
    private static final Pattern MACHINE = Pattern.compile(
            "(?<!cu)bot\\b|crawl|spider|slurp|preview|fetch|monitor|scan|headless|curl/|wget/|python|java/|go-http|okhttp"
                    + "|libwww|facebookexternalhit|whatsapp|telegram|discord|embed|lighthouse|pingdom|uptime",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LOOKING_AHEAD =
            Pattern.compile("prefetch|preview|prerender", Pattern.CASE_INSENSITIVE);

    private Visitors() {}

    /**
     * Why a click is not counted, or null if it is.
     *
     * @param method the HTTP method, where known
     * @param purpose what {@code Sec-Purpose}, {@code Purpose} and older headers of this kind say, where sent
     */
    public static @Nullable FilterReason filtered(
            @Nullable String method, @Nullable String userAgent, @Nullable String purpose) {
        if (method != null && !method.equalsIgnoreCase("GET")) {
            return FilterReason.METHOD;
        }
        if (purpose != null && LOOKING_AHEAD.matcher(purpose).find()) {
            return FilterReason.PREFETCH;
        }
        return userAgent != null && isMachine(userAgent) ? FilterReason.BOT : null;
    }

    private static boolean isMachine(String userAgent) {
        return MACHINE.matcher(userAgent).find() || Crawlers.named(userAgent);
    }
}
