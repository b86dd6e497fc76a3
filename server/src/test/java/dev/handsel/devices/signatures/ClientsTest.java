package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Outside;
import org.junit.jupiter.api.Test;

class ClientsTest extends SigningScene {

    @Test
    void the_clients_for_other_languages_talk_to_the_server() throws Exception {
        Outside.ask("python3", Outside.runs("python3", "--version"));
        Outside.ask("node", Outside.runs("node", "--version"));
        var device = active();
        var builder = new ProcessBuilder("clients/test", "--server", server, "--key-id", device.keyId())
                .directory(Outside.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("HANDSEL_SECRET", device.secret().reveal());

        var said = Outside.said(builder.start());

        assertThat(said).contains("0 failed").doesNotContain(device.secret().body());
    }
}
