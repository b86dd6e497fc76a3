package dev.handsel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private static final Pattern DEFINED =
            Pattern.compile("^create (?:or replace )?(function|view) (\\w+)", Pattern.MULTILINE);

    @Test
    void a_migration_is_named_by_number_and_what_it_is_about_or_by_what_it_defines_again() {
        assertThat(Sources.migrations())
                .extracting(file -> file.getFileName().toString())
                .as("V012__payouts_add_bank_reference.sql: three digits, two underscores, module and change;"
                        + " R__payout_views.sql: module and what it holds")
                .allMatch(name -> name.matches("(V\\d{3}|R)__[a-z]+(_[a-z]+)*\\.sql"))
                .filteredOn(name -> name.startsWith("V"))
                .extracting(name -> name.substring(0, 4))
                .doesNotHaveDuplicates();
    }

    /** Two versions of one text are compared by the eye; since V027 there is one, which changes. */
    @Test
    void a_function_or_a_view_is_defined_once_and_changed_where_it_can_be_repeated() {
        var defined = new HashSet<String>();
        for (var file : Sources.migrations()) {
            var name = file.getFileName().toString();
            var here = DEFINED.matcher(Sources.text(file))
                    .results()
                    .map(match -> match.group(1) + " " + match.group(2))
                    .toList();
            if (name.startsWith("V") && name.compareTo("V028") >= 0) {
                assertThat(here)
                        .as("%s: put it into R__<module>_functions.sql or _views.sql", name)
                        .doesNotContainAnyElementsOf(defined);
            }
            defined.addAll(here);
        }
    }

    @Test
    void what_is_repeated_replaces_what_is_there() {
        assertThat(Sources.migrations())
                .filteredOn(file -> file.getFileName().toString().startsWith("R__"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Sources.text(file))
                        .doesNotContainPattern("(?m)^(drop|alter|insert|update|delete|create (?!or replace ))"));
    }

    @Test
    void a_migration_says_why_in_its_first_line() {
        assertThat(Sources.migrations())
                .allSatisfy(file -> assertThat(Sources.text(file)).startsWith("-- "));
    }
}
