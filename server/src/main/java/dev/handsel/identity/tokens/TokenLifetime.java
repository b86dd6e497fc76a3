package dev.handsel.identity.tokens;

import java.time.Duration;
import java.util.regex.Pattern;

/** How long a token lasts, as an operator writes it: {@code 30m}, {@code 12h}, {@code 7d}; at most 30 days. */
public record TokenLifetime(Duration value) {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})([smhd])");

    public TokenLifetime {
        if (!value.isPositive() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A token lasts at most 30 days");
        }
    }

    /** Reads the text form, or says in a sentence why it cannot. */
    public static TokenLifetime parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A lifetime is written like 30m, 12h or 7d");
        }
        long count = Long.parseLong(matcher.group(1));
        return new TokenLifetime(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }
}
