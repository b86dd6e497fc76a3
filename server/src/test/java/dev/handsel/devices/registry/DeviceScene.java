package dev.handsel.devices.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.identity.access.Role;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Somebody with an account, whose mails an owner of the installation can read. */
@HandselTest
abstract class DeviceScene {

    @Autowired
    Bearers bearers;

    @Autowired
    PublicUrl server;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Credentials credentials;

    Client client = new Client("");
    String nora = "";
    String email = "";
    AccountId account = AccountId.fresh();

    @BeforeEach
    void somebody() {
        client = new Client(server.text());
        nora = bearers.with();
        var me = get("/v1/accounts/me").json();
        email = me.get("email").asString();
        account = AccountId.parse(me.get("id").asString());
    }

    Reply get(String path) {
        return client.get(path, "Authorization", nora);
    }

    Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Reply send(String method, String path, String body, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Authorization";
        all[1] = nora;
        return client.send(method, path, BodyPublishers.ofString(body), all);
    }

    Reply register(String name) {
        return post("/v1/devices", "{\"name\": \"" + name + "\"}");
    }

    JsonNode registered(String name) {
        var reply = register(name);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    Reply rotate(String device, String body) {
        return post(
                "/v1/devices/" + device + "/credentials",
                body,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    Credential credential(JsonNode issued) {
        return credentials
                .find(CredentialId.parse(issued.at("/credential/id").asString()))
                .orElseThrow();
    }

    /** The texts of the mails to the account, newest first. */
    List<String> mails() {
        var reply = client.get("/v1/mailbox?to=" + email, "Authorization", bearers.with(Role.OWNER));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json()
                .get("data")
                .valueStream()
                .map(mail -> mail.get("text").asString())
                .toList();
    }

    /** The token of the newest mail's confirm link. */
    String mailedToken() {
        return only(mails().getFirst(), "(?m)^http\\S+/devices/confirm\\?token=(\\S+)$");
    }

    String disownKey() {
        return only(mails().getFirst(), "(?m)^http\\S+/devices/disown\\?key=(\\S+)$");
    }

    static String only(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    Reply confirm(String token) {
        return client.post("/v1/devices/confirmations", "{\"token\": \"" + token + "\"}");
    }

    String active(String name) {
        var id = registered(name).get("id").asString();
        assertThat(confirm(mailedToken()).status()).isEqualTo(200);
        return id;
    }

    /** Devices that were registered long ago, by rows alone. */
    void older(int count) {
        for (int i = 0; i < count; i++) {
            jdbc.sql("""
                    insert into device (id, owner_id, name, state, created_at)
                    values (:id, :owner, :name, 'pending', now() - interval '1 day')
                    """)
                    .param("id", DeviceId.fresh().value())
                    .param("owner", account.value())
                    .param("name", "old " + i)
                    .update();
        }
    }

    List<String> deeds(String object) {
        return jdbc.sql("select action from audit_entry where object = :object order by id")
                .param("object", object)
                .query((row, _) -> row.getString("action"))
                .list();
    }
}
