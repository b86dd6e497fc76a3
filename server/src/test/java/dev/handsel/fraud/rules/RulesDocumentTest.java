package dev.handsel.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.words.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of rules in docs/fraud.md is that of the code. */
class RulesDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/fraud.md");
    private static final int TYPE = 4;
    private static final int PARAMETERS = 5;

    @ParameterizedTest
    @EnumSource
    void each_rule_has_its_line_with_type_and_parameters(Rule rule) throws IOException {
        var cells = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| " + rule.id() + " |"))
                .map(line -> line.split("\\|", -1))
                .toList();
        assertThat(cells).hasSize(1);
        assertThat(words(cells.getFirst()[TYPE])).isEqualTo(words(rule.types()));
        assertThat(words(cells.getFirst()[PARAMETERS])).isEqualTo(words(rule.thresholds()));
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.split(",", -1))
                .map(word -> word.replace('`', ' ').strip())
                .toList();
    }

    private static List<String> words(List<? extends Word> words) {
        return words.stream().map(Word::word).toList();
    }
}
