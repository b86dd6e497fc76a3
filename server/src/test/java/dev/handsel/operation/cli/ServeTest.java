package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.Handsel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {

    @TempDir
    Path folder;

    @Test
    void it_says_when_it_is_ready_and_ends_with_0_when_told_to_stop() throws Exception {
        var command =
                new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Handsel.class.getName(),
                "serve"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HANDSEL_PORT", "0");
        builder.environment().put("HANDSEL_DATA_DIR", folder.toString());
        builder.environment().put("HANDSEL_DATABASE_DURABLE", "false");
        var server = builder.start();
        try {
            var output = server.inputReader(StandardCharsets.UTF_8);
            String line = output.readLine();
            while (line != null && !line.contains("ready at ")) {
                line = output.readLine();
            }
            assertThat(line).isNotNull();
            var url = URI.create(line.substring(line.indexOf("ready at ") + 9));
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
                assertThat(answer.statusCode()).isLessThan(500);
            }

            server.toHandle().destroy();
            assertThat(output.lines()).anyMatch(later -> later.contains("PostgreSQL has stopped"));
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
        } finally {
            server.destroyForcibly();
        }
        assertThat(folder.resolve("running.properties")).doesNotExist();
    }
}
