package dev.handsel.operation.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SaidTest {

    static Stream<Said> everything() {
        return Stream.of(
                new Said.Progress(0.25, " 25 %  1,000 events"),
                new Said.Printed(""),
                new Said.Printed("recorded   4"),
                new Said.Wrong("There is no such programme."),
                new Said.Failed("The server failed."),
                new Said.Ended(1));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void what_is_said_is_heard(Said said) {
        assertThat(Said.parse(said.line())).isEqualTo(said);
    }

    @Test
    void what_a_file_holds_cannot_say_anything_of_its_own() {
        assertThat(new Said.Printed("line 3: /a\ne0 unknown").line()).isEqualTo("oline 3: /a e0 unknown");
        assertThatThrownBy(() -> Said.parse("x")).isInstanceOf(IllegalArgumentException.class);
    }
}
