package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Eventually;
import java.util.UUID;

/** A person who joins the programme of a rig and sets up a payout account there. */
final class Joining {

    private final Rig rig;
    private final String path;
    private final long accounts;

    Joining(Rig rig) throws InterruptedException {
        this.rig = rig;
        var program = rig.jdbc
                .sql("select id from program")
                .query((row, _) -> new ProgramId(row.getObject(1, UUID.class)))
                .single();
        var body = "{\"program\": \"" + program + "\", \"code\": \"nora\"}";
        var joined = rig.client().post("/v1/affiliates", body, "Authorization", "Bearer " + rig.token());
        assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        this.path = "/v1/affiliates/me/payout_account?program=" + program;
        this.accounts = rig.stripe.asked("state").get("accounts").asLong();
    }

    private Reply ask(String token) {
        return rig.client().post(path, "", "Authorization", "Bearer " + token);
    }

    /** Asks without waiting for what may never come. */
    Thread askInBackground() throws InterruptedException {
        var token = rig.token();
        return Thread.ofVirtual().start(() -> {
            try {
                ask(token);
            } catch (RuntimeException broken) {
                // What the caller sees of a server that dies.
            }
        });
    }

    /** However often it was asked for, there is one account. */
    void requireOneAccount() throws InterruptedException {
        var token = rig.token();
        Eventually.happens(Rig.PATIENCE, Rig.PAUSE, () -> "still unavailable: " + path, () -> {
            var reply = ask(token);
            assertThat(reply.status()).as(reply.text()).isIn(200, 503);
            return reply.status() == 200;
        });
        assertThat(rig.stripe.asked("state").get("accounts").asLong()).isEqualTo(accounts + 1);
    }
}
