package dev.handsel.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.server.PortInUseException;

class OperatorErrorsTest {

    @Test
    void the_operator_is_told_in_one_sentence_however_deep_it_lies() {
        var failure = new IllegalStateException("bean", new RuntimeException(new CannotStart("The disk is full.")));
        assertThat(OperatorErrors.sentences(failure)).containsExactly("The disk is full.");
        assertThat(new OperatorErrors(null).reportException(failure)).isTrue();
    }

    @Test
    void a_port_in_use_is_named() {
        assertThat(OperatorErrors.sentences(new PortInUseException(8080)))
                .singleElement()
                .asString()
                .startsWith("Port 8080 is already in use")
                .contains("HANDSEL_PORT");
    }

    @Test
    void a_setting_that_cannot_be_read_or_is_not_valid_is_named() {
        var binder =
                new Binder(new MapConfigurationPropertySource(Map.of("handsel.data-dir", "", "handsel.wait", "soon")));
        assertThat(OperatorErrors.sentences(catchThrowable(() -> binder.bind("handsel.wait", Duration.class))))
                .containsExactly("The setting HANDSEL_WAIT has a value that cannot be used.");
        assertThat(OperatorErrors.sentences(catchThrowable(() -> binder.bind("handsel", DataDirectory.class))))
                .containsExactly("HANDSEL_DATA_DIR names no folder; leave it out for ./data.");
    }

    @Test
    void several_mistakes_are_several_sentences_and_each_is_one_line() {
        var failure = catchThrowable(() -> CannotStart.ifAny(List.of("One.", "FATAL: two\n  Detail: three.")));
        assertThat(OperatorErrors.sentences(failure)).containsExactly("One.", "FATAL: two Detail: three.");
        CannotStart.ifAny(List.of());
    }

    @Test
    void a_bug_is_not_the_operators() {
        assertThat(OperatorErrors.sentences(new IllegalStateException("bug"))).isEmpty();
        assertThat(new OperatorErrors(null).reportException(new IllegalStateException("bug")))
                .isFalse();
    }

    @Test
    void a_data_directory_that_cannot_be_made_is_named(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new DataDirectory(file.resolve("data").toString()).create())
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HANDSEL_DATA_DIR");
    }

    @Test
    void a_secret_hides_itself() {
        assertThat(new Secret("hush").toString()).doesNotContain("hush");
    }
}
