package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handsel.testing.Outside;
import org.junit.jupiter.api.Test;

class ClientsTest extends SigningScene {

    @Test
    void the_clients_for_other_languages_talk_to_the_server() throws Exception {
        // The script runs those whose language is there.
        var python = Outside.has(
                "python3", "the clients for Python and MQL5 with the server", Outside.runs("python3", "--version"));
        var node = Outside.has("node", "the client for JavaScript with the server", Outside.runs("node", "--version"));
        Outside.has("g++", "the vectors with the client for MQL5", Outside.runs("g++", "--version"));
        Outside.hasInterop("the vectors with libraries of others");
        assumeTrue(python || node, "there is neither Python nor Node");
        var device = active();
        var builder = new ProcessBuilder("clients/test", "--server", server, "--key-id", device.keyId())
                .directory(Outside.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("HANDSEL_SECRET", device.secret().reveal());

        var said = Outside.said(builder.start());

        assertThat(said).contains("0 failed").doesNotContain(device.secret().body());
    }
}
