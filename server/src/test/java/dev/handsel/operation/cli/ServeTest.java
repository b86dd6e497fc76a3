package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {

    private static final String READY = "ready at ";

    @TempDir
    Path folder;

    @Test
    void it_says_when_it_is_ready_and_ends_with_0_when_told_to_stop() throws Exception {
        var data = folder.resolve("data");
        var settings = Map.of("HANDSEL_PORT", "0", "HANDSEL_DATABASE_DURABLE", "false");
        try (var server = HandselProcess.start(data, settings, "serve")) {
            server.await(READY);
            var line = server.output()
                    .lines()
                    .filter(said -> said.contains(READY))
                    .findFirst()
                    .orElseThrow();
            var url = URI.create(line.substring(line.indexOf(READY) + READY.length()));
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
                assertThat(answer.statusCode()).isLessThan(500);
            }

            assertThat(server.stop()).isZero();
            assertThat(server.output()).contains("PostgreSQL has stopped");
        }
        assertThat(data.resolve("running.properties")).doesNotExist();
    }

    @Test
    void everything_that_is_wrong_with_the_settings_is_told_in_sentences_before_anything_is_made() throws Exception {
        var data = folder.resolve("data");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = Map.of(
                    "HANDSEL_PORT",
                    String.valueOf(taken.getLocalPort()),
                    "HANDSEL_PUBLIC_URL",
                    "foo",
                    "HANDSEL_DATABASE_ULR",
                    "jdbc:postgresql://db/shop",
                    "HANDSEL_KEYSET_FILE",
                    "/no/such/file");
            try (var server = HandselProcess.start(data, settings, "serve")) {
                assertThat(server.end()).isEqualTo(1);
                assertThat(server.output().lines().filter(line -> !line.contains("loading the server")))
                        .as(server.output())
                        .hasSize(4)
                        .allSatisfy(line -> assertThat(line).startsWith("handsel: "))
                        .first()
                        .asString()
                        .contains("Port " + taken.getLocalPort() + " is already in use");
                assertThat(server.output())
                        .contains("did you mean HANDSEL_DATABASE_URL?", "HANDSEL_PUBLIC_URL must be", "/no/such/file");
            }
        }
        assertThat(data).doesNotExist();
    }
}
