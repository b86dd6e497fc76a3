package dev.handsel.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What documents say is where they say it is. */
class DocumentsTest {

    private static final int README = 150;
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "data", ".git");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|^    [^\\n]*$|`[^`\\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");

    @Test
    void relative_links_lead_somewhere() {
        var dead = documents().stream().flatMap(DocumentsTest::dead);
        assertThat(dead).as("Mend or strike the link").isEmpty();
    }

    @Test
    void the_readme_is_read_in_a_few_minutes() {
        assertThat(Sources.text(Written.PROJECT.resolve("README.md")).lines().count())
                .as("Move what not everybody needs into docs/")
                .isLessThanOrEqualTo(README);
    }

    @Test
    void every_document_is_in_the_index() {
        var index = Sources.text(Written.PROJECT.resolve("docs/README.md"));
        var decisions = Sources.text(Written.PROJECT.resolve("docs/decisions/README.md"));
        var lost = documents().stream()
                .map(file -> Written.PROJECT.resolve("docs").relativize(file).toString())
                .filter(name -> !name.equals("README.md"))
                .filter(name -> !index.contains("(" + name + ")"))
                .filter(name -> !decisions.contains("(" + name.replace("decisions/", "") + ")"));
        assertThat(lost)
                .as("Name it in docs/README.md or docs/decisions/README.md")
                .isEmpty();
    }

    @Test
    void the_configuration_is_all_variables_and_no_others() {
        assertThat(Variables.in(Sources.text(Written.PROJECT.resolve("docs/configuration.md"))))
                .as("docs/configuration.md names every variable that is read, and none that is not")
                .isEqualTo(Variables.read());
    }

    @Test
    void a_start_refuses_every_variable_but_these() {
        assertThat(dev.handsel.platform.settings.Variables.known())
                .as("platform.settings.Variables names every variable that is read, and none that is not")
                .isEqualTo(Variables.read());
    }

    @Test
    void a_start_checks_all_records_of_settings() {
        assertThat(Sources.text(Path.of("src/main/resources/META-INF/handsel.settings"))
                        .lines())
                .as("META-INF/handsel.settings names every record of settings, in the order of the alphabet")
                .containsExactlyElementsOf(SettingsOfModules.names().sorted().toList());
    }

    private static List<Path> documents() {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(Written.PROJECT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Stream<String> dead(Path document) {
        var text = CODE.matcher(Sources.text(document)).replaceAll("");
        return LINK.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !resolves(document, link))
                .map(link -> Written.PROJECT.relativize(document) + " links to " + link);
    }

    private static boolean resolves(Path document, String link) {
        var parts = link.split("#", 2);
        var folder = Objects.requireNonNull(document.getParent());
        var target = parts[0].isEmpty()
                ? document
                : folder.resolve(URLDecoder.decode(parts[0], StandardCharsets.UTF_8))
                        .normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** The anchors of a document's headings, made as code hosts make them. */
    private static Set<String> anchors(Path document) {
        var text = FENCED.matcher(Sources.text(document)).replaceAll("");
        var anchors = new TreeSet<String>();
        HEADING.matcher(text).results().map(DocumentsTest::anchor).forEach(anchor -> {
            var free = anchor;
            for (int again = 1; !anchors.add(free); again++) {
                free = anchor + "-" + again;
            }
        });
        return anchors;
    }

    private static String anchor(MatchResult heading) {
        var words =
                heading.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1").strip();
        return words.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** Names of environment variables. */
    private static final class Variables {

        private static final Pattern NAME = Pattern.compile("\\bHANDSEL(?:_[A-Z]+)+\\b(?!_)");
        private static final Pattern PROPERTY = Pattern.compile(
                "(?:getProperty\\(|portOr\\(environment, |\\$\\{|@Value\\()\"?(?:\\$\\{)?(handsel\\.[a-z.-]+)");
        private static final List<String> READERS =
                List.of("handsel", "clients/python/handsel_device.py", "clients/javascript/handsel-device.mjs");

        private Variables() {}

        static Set<String> in(String text) {
            return NAME.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !name.endsWith("_FILE") || name.equals("HANDSEL_KEYSET_FILE"))
                    .collect(toCollection(TreeSet::new));
        }

        /** What the server, the script that starts it and the clients read: by name, by property, by settings. */
        static Set<String> read() {
            var names = new TreeSet<String>();
            Sources.java(Sources.JAVA).forEach(file -> {
                var code = Sources.text(file).replaceAll("(?s)/\\*.*?\\*/|(?m)// .*$", "");
                names.addAll(in(code));
                properties(code).forEach(names::add);
            });
            READERS.forEach(file -> names.addAll(in(Sources.text(Written.PROJECT.resolve(file)))));
            properties(Sources.text(Path.of("src/main/resources/application.yaml")))
                    .forEach(names::add);
            SettingsOfModules.properties().map(Variables::variable).forEach(names::add);
            return names;
        }

        private static Stream<String> properties(String text) {
            return PROPERTY.matcher(text).results().map(match -> variable(match.group(1)));
        }

        private static String variable(String property) {
            return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        }
    }
}
