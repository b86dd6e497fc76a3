package dev.handsel.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClientsTest extends DeviceScene {

    @Test
    void the_clients_for_other_languages_talk_to_the_server() throws Exception {
        Outside.require("python3", Outside.runs("python3", "--version"));
        Outside.require("node", Outside.runs("node", "--version"));
        var device = active();
        var builder = new ProcessBuilder("clients/test", "--server", server, "--key-id", device.keyId())
                .directory(Outside.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("HANDSEL_SECRET", device.secret().reveal());

        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("0 failed").doesNotContain(device.secret().body());
    }
}
