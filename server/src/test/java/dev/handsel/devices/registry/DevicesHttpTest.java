package dev.handsel.devices.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.DeviceId;
import dev.handsel.identity.access.Role;
import dev.handsel.signing.DeviceSecret;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DevicesHttpTest extends DeviceScene {

    @Autowired
    MeterRegistry meters;

    @Test
    void a_device_is_registered_with_a_secret_that_only_its_own_row_opens() {
        var reply = register("  Trading bot ");

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Location")).startsWith("/v1/devices/dev_");
        var json = reply.json();
        assertThat(json.get("id").asString()).startsWith("dev_");
        assertThat(json.get("name").asString()).isEqualTo("Trading bot");
        assertThat(json.get("state").asString()).isEqualTo("pending");
        assertThat(json.at("/credential/id").asString()).startsWith("dk_");
        var secret = DeviceSecret.parse(json.at("/credential/secret").asString());
        var known = credential(json);
        assertThat(known.secret().key()).isEqualTo(secret.key());
        assertThat(known.owner()).isEqualTo(account);
        assertThat(known.legacyAllowed()).isFalse();
        assertThat(json.get("legacy_signatures").asBoolean()).isFalse();
        assertThat(known.toString()).doesNotContain(secret.body());
        assertThat(deeds(json.get("id").asString())).containsExactly("device.registered");
        var shown = get("/v1/devices/" + json.get("id").asString());
        assertThat(shown.text()).doesNotContain(secret.body());
        assertThat(shown.json().at("/credentials/0/hint").asString()).isEqualTo(secret.hint());
    }

    @Test
    void the_compatible_scheme_is_for_devices_whose_owner_asks_for_it() {
        var asked = post("/v1/devices", "{\"name\": \"old\", \"legacy_signatures\": true}")
                .json();
        var not = post("/v1/devices", "{\"name\": \"new\", \"legacy_signatures\": null}")
                .json();

        assertThat(asked.get("legacy_signatures").asBoolean()).isTrue();
        assertThat(credential(asked).legacyAllowed()).isTrue();
        assertThat(credential(not).legacyAllowed()).isFalse();
    }

    @Test
    void repeated_with_its_key_the_answer_comes_without_the_secret() {
        var key = UUID.randomUUID().toString();
        var first = post("/v1/devices", "{\"name\": \"bot\"}", "Idempotency-Key", key);
        var second = post("/v1/devices", "{\"name\": \"bot\"}", "Idempotency-Key", key);

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(second.json().at("/credential/secret").isNull()).isTrue();
        assertThat(second.json().get("secret_shown").asBoolean()).isTrue();
        assertThat(second.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_name_has_1_to_100_characters_and_hides_nothing() {
        assertThat(register("n".repeat(100)).status()).isEqualTo(201);
        assertThat(register("\uD83D\uDE00".repeat(100)).status()).isEqualTo(201);
        for (var bad : List.of("", "   ", "n".repeat(101), "a\\nb", "a\\u202eb")) {
            assertThat(register(bad).faults()).as(bad).hasSize(1).allMatch(fault -> fault.startsWith("/name "));
        }
        assertThat(post("/v1/devices", "{}").faults()).containsExactly("/name required");
        assertThat(post("/v1/devices", "{\"name\": \"x\", \"more\": 1}").faults())
                .containsExactly("/more unknown_member");
    }

    @Test
    void a_name_is_taken_once_until_its_device_is_revoked() {
        var id = registered("caf\u00e9").get("id").asString();

        assertThat(register("cafe\u0301").code()).isEqualTo("device_name_taken");
        var other = registered("other").get("id").asString();
        assertThat(send("PATCH", "/v1/devices/" + other, "{\"name\": \"caf\u00e9\"}")
                        .code())
                .isEqualTo("device_name_taken");
        assertThat(post("/v1/devices/" + id + "/revoke", "").status()).isEqualTo(200);
        assertThat(register("caf\u00e9").status()).isEqualTo(201);
    }

    @Test
    void of_many_at_once_only_twenty_are_let_in() throws Exception {
        older(18);
        var attempts = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 6; i++) {
            var name = "new " + i;
            attempts.add(() -> register(name).status());
        }
        assertThat(atOnce(attempts)).containsExactlyInAnyOrder(201, 201, 409, 409, 409, 409);
        assertThat(register("one more").code()).isEqualTo("device_limit");
    }

    @Test
    void six_can_be_registered_in_two_minutes_also_where_some_are_revoked() {
        for (int i = 0; i < 6; i++) {
            var id = registered("bot " + i).get("id").asString();
            assertThat(post("/v1/devices/" + id + "/revoke", "").status()).isEqualTo(200);
        }
        var refused = register("bot 6");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(100, 120);
        jdbc.sql("update device set created_at = created_at - interval '2 minutes' where owner_id = :owner")
                .param("owner", account.value())
                .update();
        assertThat(register("bot 6").status()).isEqualTo(201);
    }

    @Test
    void an_account_without_an_email_registers_nothing() {
        jdbc.sql("update account set email = '', email_verified = false where id = :id")
                .param("id", account.value())
                .update();
        var refused = register("bot");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("email_missing");
    }

    @Test
    void devices_are_listed_newest_first_and_only_to_their_owner() {
        var first = registered("one").get("id").asString();
        var second = registered("two").get("id").asString();

        var page = get("/v1/devices?limit=1").json();
        assertThat(page.at("/data/0/id").asString()).isEqualTo(second);
        assertThat(page.at("/data/0/credentials").size()).isEqualTo(1);
        assertThat(page.get("has_more").asBoolean()).isTrue();
        var next =
                get("/v1/devices?after=" + page.get("next_cursor").asString()).json();
        assertThat(next.at("/data/0/id").asString()).isEqualTo(first);
        var stranger = bearers.with(Role.OWNER);
        assertThat(client.get("/v1/devices/" + first, "Authorization", stranger).status())
                .isEqualTo(404);
        assertThat(client.post("/v1/devices/" + first + "/revoke", "", "Authorization", stranger)
                        .status())
                .isEqualTo(404);
        assertThat(client.get("/v1/devices", "Authorization", stranger)
                        .json()
                        .get("data")
                        .size())
                .isZero();
    }

    @Test
    void it_is_renamed_at_the_version_that_was_read_and_the_compatible_scheme_is_switched_off() {
        var made = registered("bot");
        var path = "/v1/devices/" + made.get("id").asString();
        var tag = get(path).header("ETag");

        assertThat(send("PATCH", path, "{\"name\": \"x\"}", "If-Match", "\"v9\"")
                        .status())
                .isEqualTo(412);
        var renamed = send("PATCH", path, "{\"name\": \"desk\", \"legacy_signatures\": true}", "If-Match", tag);
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(renamed.json().get("name").asString()).isEqualTo("desk");
        assertThat(renamed.json().get("legacy_signatures").asBoolean()).isTrue();
        assertThat(renamed.header("ETag")).isNotEqualTo(tag);
        assertThat(credential(made).legacyAllowed()).isTrue();
        assertThat(deeds(made.get("id").asString()))
                .containsExactly("device.registered", "device.renamed", "device.legacy_signatures_changed");
        assertThat(send("PATCH", path, "{}").header("ETag")).isEqualTo(renamed.header("ETag"));
    }

    @Test
    void revoking_ends_everything_and_may_be_repeated() {
        var made = registered("bot");
        var id = made.get("id").asString();
        var before = meters.get("handsel.devices.revocations").counter().count();

        var revoked = post("/v1/devices/" + id + "/revoke", "");
        var again = post("/v1/devices/" + id + "/revoke", "");

        assertThat(revoked.json().get("state").asString()).isEqualTo("revoked");
        assertThat(revoked.json().get("credentials").size()).isZero();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(revoked.text());
        assertThat(credential(made).endedAt()).isNotNull();
        assertThat(deeds(id)).containsExactly("device.registered", "device.revoked");
        assertThat(meters.get("handsel.devices.revocations").counter().count()).isEqualTo(before + 1);
        assertThat(send("PATCH", "/v1/devices/" + id, "{\"name\": \"y\"}").code())
                .isEqualTo("device_revoked");
        assertThat(rotate(id, "{}").code()).isEqualTo("device_revoked");
        assertThat(confirm(mailedToken()).code()).isEqualTo("confirmation_invalid");
    }

    @Test
    void removing_the_account_removes_its_devices_and_tells_the_audit_log() {
        var id = registered("bot").get("id").asString();

        var removed = send("DELETE", "/v1/accounts/me", "", "Idempotency-Key", "bye");

        assertThat(removed.status()).as(removed.text()).isEqualTo(204);
        assertThat(jdbc.sql("""
                        select (select count(*) from device where id = :id)
                            + (select count(*) from device_credential where device_id = :id)
                            + (select count(*) from device_confirmation where device_id = :id)
                            + (select count(*) from mail where account_id = :account)
                        """)
                        .param("id", DeviceId.parse(id).value())
                        .param("account", account.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(deeds(id)).containsExactly("device.registered", "device.removed");
    }

    static <T> List<T> atOnce(List<? extends Callable<T>> attempts) throws Exception {
        try (var threads = Executors.newFixedThreadPool(attempts.size())) {
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(attempts)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
