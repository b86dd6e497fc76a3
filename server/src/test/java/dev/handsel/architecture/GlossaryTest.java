package dev.handsel.architecture;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words that people use are those of the code. */
class GlossaryTest {

    private static final String DOCUMENT = "docs/glossary.md";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final int WORD = 1;
    private static final int JAVA = 3;
    private static final int SQL = 4;

    @Test
    void every_name_in_java_exists() {
        var lost = cells(JAVA).filter(name -> !exists(name));
        assertThat(lost).as("Say in %s what it is called now", DOCUMENT).isEmpty();
    }

    @Test
    void every_name_in_sql_exists() {
        var migrations = Sources.migrations().stream().map(Sources::text).collect(joining());
        var lost = cells(SQL)
                .filter(name -> !Pattern.compile("\\b" + name + "\\b")
                        .matcher(migrations)
                        .find());
        assertThat(lost).as("Say in %s what it is called now", DOCUMENT).isEmpty();
    }

    @Test
    void every_word_has_one_meaning() {
        assertThat(rows().map(row -> row[WORD].strip())).doesNotHaveDuplicates();
    }

    private static Stream<String[]> rows() {
        return Written.old(DOCUMENT)
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| word |"))
                .map(line -> line.split("\\|"));
    }

    private static Stream<String> cells(int column) {
        return rows().filter(row -> row.length > column)
                .flatMap(row -> Arrays.stream(row).skip(column).limit(1))
                .flatMap(cell -> CODE.matcher(cell).results())
                .map((MatchResult match) -> match.group(1));
    }

    private static boolean exists(String name) {
        return Files.exists(Sources.JAVA.resolve("dev/handsel").resolve(name.replace('.', '/') + ".java"));
    }
}
