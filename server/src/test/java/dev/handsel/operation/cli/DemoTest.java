package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    Path folder;

    @Test
    void the_walk_comes_to_its_end_twice_on_the_same_folder() throws Exception {
        var settings = Map.of("HANDSEL_PORT", "0", "HANDSEL_DATABASE_DURABLE", "false");
        for (int time = 1; time <= 2; time++) {
            try (var demo = HandselProcess.start(folder.resolve("data"), settings, "demo", "--exit")) {
                assertThat(demo.end()).as(demo.output()).isZero();
                assertThat(demo.output())
                        .contains("payable: -7.35 USD")
                        .contains("requested > approved > reserved > sending > transferred")
                        .contains("everything adds up")
                        .doesNotContain("WARN", "ERROR");
                assertThat(demo.output().lines().toList().getLast())
                        .startsWith("demo finished")
                        .contains("/explorer");
            }
        }
    }
}
