package dev.handsel.base.money;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * The table of all currencies that the server comes with: two lines that say of when it is, a line of names, and a line
 * each. {@code src/data/currencies} makes it.
 *
 * @param version what it was made of, and of which day its corrections are
 */
record CurrencyTable(String version, List<Currency> currencies) {

    private static final String FILE = "currencies.csv";
    private static final int HEADING = 3;

    /** Reads the file that stands beside this class. */
    static CurrencyTable read() {
        try (var file = Objects.requireNonNull(CurrencyTable.class.getResourceAsStream(FILE), FILE)) {
            var lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return new CurrencyTable(
                    lines.get(1).substring(2),
                    lines.stream().skip(HEADING).map(CurrencyTable::currency).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }

    private static Currency currency(String line) {
        var cells = line.split(",", -1);
        return new Currency(
                cells[0], Integer.parseInt(cells[1]), cells[2].isEmpty() ? null : LocalDate.parse(cells[2]));
    }
}
