package dev.handsel.signing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Replays what the fuzzer has found worth keeping, without the fuzzer. */
class CorpusTest {

    private static void replay(String name, Consumer<byte[]> target) throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/corpus", name))) {
            var inputs = files.toList();
            assertThat(inputs).isNotEmpty();
            for (var input : inputs) {
                target.accept(Files.readAllBytes(input));
            }
        }
    }

    @Test
    void fields_are_read_and_written_as_the_same_or_refused() throws IOException {
        replay("dictionary", DictionaryFuzz::fuzzerTestOneInput);
    }

    @Test
    void requests_are_refused_and_nothing_else() throws IOException {
        replay("verifier", VerifierFuzz::fuzzerTestOneInput);
    }
}
