package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselProcess;
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
}
