package dev.handsel.signing.servlet.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.servlet.FilteredServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/signing.md shows is what is compiled and run here. */
class DocumentationTest {

    @ParameterizedTest
    @ValueSource(strings = {"DeviceAccess", "ReportServlet", "ReportSender"})
    void the_examples_are_those_of_the_document(String example) throws Exception {
        var source = Files.readString(
                Path.of("src/test/java/dev/handsel/signing/servlet/example").resolve(example + ".java"));
        var document = Files.readString(Path.of("../docs/signing.md"));

        assertThat(document).contains(source.substring(source.indexOf("import ")));
    }

    @Test
    void and_they_work() throws Exception {
        var secret = DeviceSecret.random(new SecureRandom());
        // The filter begins two minutes ago, when nothing had been let in yet.
        var now = new AtomicReference<>(Instant.now().minusSeconds(120));
        InstantSource clock = now::get;
        var filter = DeviceAccess.filter(Map.of("dk_1", secret), clock);
        now.set(Instant.now());

        try (var server = new FilteredServer(new ReportServlet(), filter)) {
            var answer = new ReportSender("dk_1", secret.reveal())
                    .send(server.url("/reports"), "{}".getBytes(StandardCharsets.UTF_8));

            assertThat(answer.body().strip()).isEqualTo("2 bytes of dk_1");
        }
    }
}
