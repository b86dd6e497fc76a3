package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.Outage;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest extends SigningScene {

    @Test
    void without_the_database_nobody_is_let_in_and_with_it_everybody_again() throws Exception {
        var device = active();
        // The key is known from here on: only the nonce has to be asked for.
        assertThat(self(device).status()).isEqualTo(200);

        Outage.during(jdbc, () -> {
            away(self(device));
            away(heartbeat(device, "{}"));
        });

        isLetInSoon(() -> self(device));
        isLetInSoon(() -> heartbeat(device, "{}"));
    }

    private static void away(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isNotEmpty();
    }

    /** The pool takes a moment to notice that its connections are broken. */
    private static void isLetInSoon(Supplier<Reply> request) {
        Eventually.happens(Duration.ofSeconds(30), "it is let in", () -> {
            var reply = request.get();
            assertThat(reply.status()).as(reply.text()).isIn(200, 503);
            return reply.status() == 200;
        });
    }
}
