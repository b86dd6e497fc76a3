package dev.handsel.referrals.affiliates;

import dev.handsel.base.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The table of providers that the server comes with: {@code mailboxes.csv}, a line for each domain, each with its source. */
final class MailProviders {

    private static final String FILE = "mailboxes.csv";
    private static final String HEADING = "domain;";
    private static final int CELLS = 7;

    private static final String TEXT = text();
    private static final Map<String, MailProvider> KNOWN = read(TEXT);

    private MailProviders() {}

    /** What is known of each domain, in lower-case ASCII. */
    static Map<String, MailProvider> known() {
        return KNOWN;
    }

    /** The hash of the table, in hexadecimal. */
    static String sha256() {
        return Sha256.hex(TEXT);
    }

    private static Map<String, MailProvider> read(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith(HEADING))
                .map(line -> line.split(";", CELLS))
                .collect(Collectors.toUnmodifiableMap(cells -> cells[0], MailProviders::provider));
    }

    private static String text() {
        try (var file = Objects.requireNonNull(MailProviders.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }

    private static MailProvider provider(String[] cells) {
        return new MailProvider(cells[1], cells[2], cells[3], cells[4], cells[5].equals("yes"));
    }
}
