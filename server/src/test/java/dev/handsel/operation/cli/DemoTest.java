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
    void the_walk_comes_to_its_end_twice_and_leaves_nothing_where_a_server_is_to_be() throws Exception {
        var data = folder.resolve("data");
        var settings = Map.of("HANDSEL_PORT", "0", "HANDSEL_DATABASE_DURABLE", "false");
        for (int time = 1; time <= 2; time++) {
            try (var demo = HandselProcess.start(data, settings, "demo", "--exit")) {
                assertThat(demo.end()).as(demo.output()).isZero();
                assertThat(demo.output())
                        .contains("payable: -7.35 USD")
                        .contains("requested > approved > reserved > sending > transferred")
                        .contains("everything adds up")
                        .contains("loading the server", "starting PostgreSQL", "bringing the tables up to date")
                        .doesNotContain("WARN", "ERROR");
                assertThat(demo.output().lines().toList().getLast())
                        .startsWith("demo finished")
                        .contains("/explorer");
            }
            assertThat(data).isDirectoryContaining("glob:**/demo").isDirectoryNotContaining("glob:**/[!d]*");
        }
        try (var server = HandselProcess.start(data, settings, "serve")) {
            server.await("ready at ");
            assertThat(server.output()).contains(data.resolve("setup-link.txt").toString());
            token(data);
            assertThat(server.stop()).isZero();
        }
        try (var server = HandselProcess.start(data, settings, "serve")) {
            server.await("ready at ");
            assertThat(server.output())
                    .as("an owner of a command has no password")
                    .contains(data.resolve("setup-link.txt").toString())
                    .doesNotContain("/setup?token=");
            assertThat(server.stop()).isZero();
        }
    }

    private static void token(Path data) throws InterruptedException {
        try (var token =
                HandselProcess.beside(data, Map.of(), "token", "--account", "nora@shop.example", "--role", "owner")) {
            assertThat(token.end()).as(token.output()).isZero();
        }
    }
}
