package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.Handsel;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.verify.Claims;
import dev.handsel.signing.verify.KeyDirectory;
import dev.handsel.signing.verify.Policy;
import dev.handsel.signing.verify.Verifier;
import dev.handsel.testing.Outside;
import dev.handsel.testing.RawServer;
import dev.handsel.testing.UrlTable;
import dev.handsel.testing.UrlTable.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sign --curl} prints is run by a shell, and what curl then sends is what was signed. */
class SignedUrlsTest {

    private static final int DEFAULT_PORT = 80;

    @TempDir
    Path folder;

    private final DeviceSecret secret = DeviceSecret.random(new SecureRandom());

    private final Verifier<String> verifier = new Verifier<>(
            Policy.deviceV1(),
            new KeyDirectory<>() {
                @Override
                public Optional<Known<String>> byKeyId(String keyId) {
                    return Optional.of(new Known<>(HmacKey.of(secret.key()), keyId));
                }

                @Override
                public List<Known<String>> byDevice(String deviceId) {
                    return List.of();
                }
            },
            (holder, at, nonce) -> Claims.Outcome.FRESH,
            InstantSource.system());

    private String verdict(PlainRequest received) {
        try {
            verifier.verify(received);
            return "ok";
        } catch (RejectedException rejected) {
            return rejected.refusal().code();
        }
    }

    @Test
    void by_curl() throws Exception {
        Outside.require("curl", "what sign --curl prints", Outside.runs("curl", "--version"));
        Files.writeString(folder.resolve("secret"), secret.reveal());
        try (var service = new RawServer(this::verdict)) {
            service.alsoAt(DEFAULT_PORT);
            var table = UrlTable.at(service.port());
            var outcomes = new java.util.ArrayList<Outcome>();
            for (var url : table.urls()) {
                outcomes.add(outcome(url));
            }

            assertThat(table.faults("sign", outcomes)).isEmpty();
        }
    }

    private Outcome outcome(String url) throws IOException, InterruptedException {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Cli.commandLine(Handsel.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        "sign",
                        "GET",
                        url,
                        "--key-id",
                        "dk_1",
                        "--curl",
                        "--secret-file",
                        folder.resolve("secret").toString());
        if (exit != 0) {
            return Outcome.refused(err.toString());
        }
        var builder = new ProcessBuilder("sh", "-c", out.toString().strip() + " --silent --show-error --max-time 10")
                .redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        var curl = builder.start();
        var said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return curl.waitFor() == 0 ? Outcome.answered(200, said) : Outcome.unreachable(said);
    }
}
