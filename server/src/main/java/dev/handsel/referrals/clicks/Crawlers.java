package dev.handsel.referrals.clicks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Programs that follow links under a name of their own: a packaged list of patterns, of which {@code manifest.json} beside it says
 * where it is from. Read when it is first asked, once a process.
 */
final class Crawlers {

    private static final String FILE = "crawlers.txt.gz";

    /** A pattern without any of these but behind a backslash is a text. */
    private static final Pattern SPECIAL = Pattern.compile("(?<!\\\\)[\\[\\](){}*+?.|^$]|\\\\[A-Za-z0-9]");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    /** How many characters texts are looked up by; a shorter text is a pattern. */
    private static final int BEGINNING = 3;

    private final Map<String, List<String>> texts = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    private Crawlers(List<String> lines) {
        for (var line : lines) {
            var text = ESCAPED.matcher(line).replaceAll("$1");
            if (SPECIAL.matcher(line).find() || text.length() < BEGINNING) {
                patterns.add(Pattern.compile(line));
            } else {
                texts.computeIfAbsent(text.substring(0, BEGINNING), _ -> new ArrayList<>())
                        .add(text);
            }
        }
    }

    /** One walk through the name, whatever the number of texts. */
    private boolean hasTextIn(String userAgent) {
        for (int i = 0; i <= userAgent.length() - BEGINNING; i++) {
            for (var text : texts.getOrDefault(userAgent.substring(i, i + BEGINNING), List.of())) {
                if (userAgent.startsWith(text, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static final class Known {
        private static final Crawlers ALL = new Crawlers(lines());
    }

    /** The list, a pattern a line. */
    static List<String> lines() {
        try (var packed = Objects.requireNonNull(Crawlers.class.getResourceAsStream(FILE), FILE);
                var text = new GZIPInputStream(packed)) {
            return new String(text.readAllBytes(), US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }

    /** Whether a program of the list calls itself so. */
    static boolean named(String userAgent) {
        return Known.ALL.hasTextIn(userAgent)
                || Known.ALL.patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(userAgent).find());
    }
}
