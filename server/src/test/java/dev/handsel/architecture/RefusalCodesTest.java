package dev.handsel.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.architecture.Refusals.Found;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of codes by which the API says no, collected from the source. */
class RefusalCodesTest {

    private static final Path SIGNING = Path.of("../signing/src/main/java/dev/handsel/signing/Refusal.java");
    private static final Path SERVLET =
            Path.of("../signing-servlet/src/main/java/dev/handsel/signing/servlet/Problem.java");
    private static final Pattern CONSTRAINT = Pattern.compile("import jakarta\\.validation\\.constraints\\.(\\w+);");

    /** Whoever refuses by a code of their own names one of these. */
    private static final List<String> DOORS =
            List.of("Refused", "Fault", "QueryReader", "Limits", "Payload", "enum Failure");

    private static final String INTRODUCTION = """
            # Refusal codes

            Whatever is refused is answered with a problem document (RFC 9457). Its `code` is what programs decide by: it is part of the
            API and never changes its meaning. `detail` is the sentence for people; below, … stands for what differs from case to case.
            A test collects this page from the code.
            """;

    private static final Attributed SOURCES = Attributed.of(files());
    private static final Refusals.Result CODES = Refusals.in(SOURCES);

    private static List<Path> files() {
        var server = Sources.java(Sources.JAVA).stream()
                .filter(file -> !Sources.module(file).equals("operation.cli"))
                .filter(file -> DOORS.stream().anyMatch(Sources.text(file)::contains));
        return Stream.concat(server, Stream.of(SIGNING, SERVLET)).toList();
    }

    @Test
    void every_code_can_be_told_from_the_source() {
        assertThat(CODES.unclear())
                .as("Hand the code on as it is, or make it a constant")
                .allMatch(place -> place.startsWith("Violations.java: "));
    }

    /** Codes of violations follow from the constraint's name. */
    @Test
    void every_constraint_that_is_used_has_a_code() {
        var used = Sources.java(Sources.JAVA).stream()
                .flatMap(file -> CONSTRAINT.matcher(Sources.text(file)).results())
                .map(match -> '"' + match.group(1) + '"')
                .collect(toCollection(TreeSet::new));
        assertThat(Sources.text(Sources.JAVA.resolve("dev/handsel/platform/json/Violations.java")))
                .contains(used);
    }

    @Test
    void whoever_refuses_by_way_of_others_is_looked_at() {
        assertThat(CODES.doors())
                .as("Name it in DOORS")
                .allMatch(door -> DOORS.stream().anyMatch(door::contains) || door.equals("Problem"));
    }

    @Test
    void the_document_lists_all_codes() {
        Written.is(
                "docs/codes.md",
                INTRODUCTION + refusals() + faults() + signatures() + failures(),
                RefusalCodesTest.class);
    }

    private static String refusals() {
        var kinds = Constants.of(SOURCES, "Refused.java").stream()
                .collect(toMap(Constants.Constant::name, kind -> kind.said().substring(0, 3)));
        var rows = new TreeMap<String, List<Found>>(CODES.found().stream()
                .filter(found -> !found.fault())
                .collect(groupingBy(
                        found -> kinds.getOrDefault(found.kind(), found.kind()) + " | `" + found.code() + "`")));
        return section("Refusals", "", "status | code | what it says | where") + rows(rows);
    }

    private static String faults() {
        var rows = new TreeMap<String, List<Found>>(
                CODES.found().stream().filter(Found::fault).collect(groupingBy(found -> "`" + found.code() + "`")));
        return section("Faults", """
                        Each member of `errors` of a 400 `invalid_request`, and of an event whose result is `invalid`, names one fault: `pointer` says
                        where it is, `code` what is wrong.

                        """, "code | what it says | where") + rows(rows);
    }

    private static String signatures() {
        return section(
                        "Signed requests",
                        "In the order in which a request is looked at; the sentences differ, these are what the codes mean.\n\n",
                        "status | code | what it means")
                + Constants.of(SOURCES, "signing/Refusal.java").stream()
                        .map(refusal -> "| %s | `%s` | %s |\n"
                                .formatted(
                                        refusal.literal(0),
                                        refusal.literals().size() > 1 ? refusal.literal(1) : word(refusal),
                                        refusal.said()))
                        .collect(joining());
    }

    private static String failures() {
        return section(
                        "What only a status tells",
                        "Where nothing more is known than the status, it has this code.\n\n",
                        "status | code | what it says")
                + Constants.of(SOURCES, "problems/Failure.java").stream()
                        .map(failure ->
                                "| %s | `%s` | %s |\n".formatted(failure.literal(0), word(failure), failure.literal(1)))
                        .collect(joining());
    }

    private static String word(Constants.Constant constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String section(String title, String words, String columns) {
        return "\n## %s\n\n%s| %s |\n|%s\n".formatted(title, words, columns, columns.replaceAll("[^|]+", "---") + "|");
    }

    private static String rows(Map<String, List<Found>> rows) {
        var text = new StringBuilder();
        rows.forEach((key, found) -> text.append("| %s | %s | %s |\n"
                .formatted(
                        key,
                        sentences(found),
                        joined(found.stream().map(Found::module).toList(), ", "))));
        return text.toString();
    }

    private static String sentences(List<Found> found) {
        var told = found.stream()
                .map(one -> one.sentence().replaceAll("…[….]*$|…+", "…"))
                .toList();
        var full = told.stream().filter(sentence -> !sentence.equals("…")).toList();
        return joined(full.isEmpty() ? told : full, "<br>");
    }

    private static String joined(Collection<String> texts, String between) {
        return String.join(between, new TreeSet<>(texts)).replace("|", "\\|");
    }
}
