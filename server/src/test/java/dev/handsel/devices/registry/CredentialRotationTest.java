package dev.handsel.devices.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.signing.DeviceSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

class CredentialRotationTest extends DeviceScene {

    @Autowired
    InstantSource clock;

    @Test
    void a_second_credential_leaves_the_first_in_force_for_the_overlap() {
        var made = registered("bot");
        var id = made.get("id").asString();

        var rotated = rotate(id, "{\"overlap_seconds\": 3600}");

        assertThat(rotated.status()).as(rotated.text()).isEqualTo(201);
        assertThat(rotated.header("Cache-Control")).isEqualTo("no-store");
        var secret = DeviceSecret.parse(rotated.json().at("/credential/secret").asString());
        assertThat(credential(rotated.json()).secret().key()).isEqualTo(secret.key());
        var first = credential(made);
        assertThat(first.expiresAt())
                .isBetween(
                        clock.instant().plus(Duration.ofMinutes(59)),
                        clock.instant().plus(Duration.ofMinutes(60)));
        assertThat(first.isInForce(clock.instant())).isTrue();
        assertThat(credentials.findByDevice(DeviceId.parse(id)))
                .extracting(Credential::id)
                .containsExactly(credential(rotated.json()).id(), first.id());
        assertThat(rotate(id, "{}").code()).isEqualTo("credential_limit");
        assertThat(deeds(id)).containsExactly("device.registered", "credential.added");
    }

    @Test
    void the_overlap_is_a_day_unless_something_else_is_said_and_thirty_at_most() {
        var made = registered("bot");
        var id = made.get("id").asString();

        assertThat(rotate(id, "{\"overlap_seconds\": 2592001}").faults())
                .containsExactly("/overlap_seconds out_of_range");
        assertThat(rotate(id, "{\"overlap_seconds\": -1}").faults()).containsExactly("/overlap_seconds out_of_range");
        assertThat(post("/v1/devices/" + id + "/credentials", "{}").code()).isEqualTo("idempotency_key_required");
        assertThat(rotate(id, "{}").status()).isEqualTo(201);
        assertThat(credential(made).expiresAt())
                .isBetween(
                        clock.instant().plus(Duration.ofHours(23)),
                        clock.instant().plus(Duration.ofHours(24)));
    }

    @Test
    void an_overlap_of_nothing_ends_all_others_at_once() {
        var made = registered("bot");
        var id = made.get("id").asString();
        var second = rotate(id, "{}").json();

        var third = rotate(id, "{\"overlap_seconds\": 0}");

        assertThat(third.status()).as(third.text()).isEqualTo(201);
        assertThat(credential(made).endedAt()).isNotNull();
        assertThat(credential(second).isInForce(clock.instant())).isFalse();
        assertThat(get("/v1/devices/" + id).json().get("credentials").size()).isEqualTo(1);
    }

    @Test
    void an_expired_credential_makes_room() {
        var id = registered("bot").get("id").asString();
        assertThat(rotate(id, "{\"overlap_seconds\": 1}").status()).isEqualTo(201);
        jdbc.sql("""
                update device_credential set expires_at = now() - interval '1 second'
                where device_id = :device and expires_at is not null
                """).param("device", DeviceId.parse(id).value()).update();

        assertThat(get("/v1/devices/" + id).json().get("credentials").size()).isEqualTo(1);
        assertThat(rotate(id, "{}").status()).isEqualTo(201);
    }

    @Test
    void of_two_rotations_at_once_one_finds_no_room() throws Exception {
        var id = registered("bot").get("id").asString();
        List<Callable<Integer>> both =
                List.of(() -> rotate(id, "{}").status(), () -> rotate(id, "{}").status());

        assertThat(DevicesHttpTest.atOnce(both)).containsExactlyInAnyOrder(201, 409);
    }

    @Test
    void a_credential_is_retired_early_also_the_last_one_and_again() {
        var made = registered("bot");
        var id = made.get("id").asString();
        var path = "/v1/devices/" + id + "/credentials/";
        var credential = made.at("/credential/id").asString();

        assertThat(send("DELETE", path + credential, "").status()).isEqualTo(204);
        assertThat(send("DELETE", path + credential, "").status()).isEqualTo(204);
        assertThat(send("DELETE", path + CredentialId.fresh(), "").status()).isEqualTo(404);
        assertThat(send("DELETE", path + "dk_nonsense", "").status()).isEqualTo(404);
        assertThat(credential(made).endedAt()).isNotNull();
        // Found all the same: that it has ended is told once its signature is proven.
        assertThat(credentials.findByDevice(DeviceId.parse(id)))
                .singleElement()
                .matches(found -> !found.isInForce(clock.instant()));
        assertThat(deeds(id)).containsExactly("device.registered", "credential.retired");
        assertThat(rotate(id, "{}").status()).isEqualTo(201);
    }

    @Test
    void its_use_is_noted_once_a_minute() {
        var made = registered("bot");
        var id = CredentialId.parse(made.at("/credential/id").asString());
        credentials.noteUse(id);
        var seen = seen(made.get("id").asString());
        credentials.noteUse(id);

        assertThat(seen).isNotNull();
        assertThat(seen(made.get("id").asString())).isEqualTo(seen);
        jdbc.sql("update device_credential set last_used_at = last_used_at - interval '61 seconds' where id = :id")
                .param("id", id.value())
                .update();
        credentials.noteUse(id);
        assertThat(seen(made.get("id").asString())).isAfter(seen);
    }

    private Instant seen(String device) {
        return Instant.parse(
                get("/v1/devices/" + device).json().get("last_seen_at").asString());
    }

    @Test
    void the_database_keeps_revocations_and_secrets_where_they_are() {
        var made = registered("bot");
        var other = registered("other");
        post("/v1/devices/" + made.get("id").asString() + "/revoke", "");
        var device = DeviceId.parse(made.get("id").asString()).value();
        for (var attack : List.of(
                "update device set state = 'pending', revoked_at = null where id = :id",
                "update device set revoked_at = now() where id = :id",
                "update device set owner_id = gen_random_uuid() where id = :id",
                "update device_credential set revoked_at = null where device_id = :id",
                "update device_credential set hint = 'xxxx' where device_id = :id",
                "update device_credential set wrapped = set_byte(wrapped, 64, 1 - sign(get_byte(wrapped, 64))::int) where device_id = :id")) {
            assertThatThrownBy(() -> jdbc.sql(attack).param("id", device).update())
                    .as(attack)
                    .isInstanceOf(DataAccessException.class);
        }
        // A secret planted on another device does not open there.
        jdbc.sql("alter table device_credential disable trigger device_credential_stays")
                .update();
        jdbc.sql("""
                update device_credential c set wrapped = (select wrapped from device_credential where device_id = :id)
                where device_id = :other
                """)
                .param("id", device)
                .param("other", DeviceId.parse(other.get("id").asString()).value())
                .update();
        jdbc.sql("alter table device_credential enable trigger device_credential_stays")
                .update();
        assertThatThrownBy(() -> credential(other)).isInstanceOf(IllegalStateException.class);
        jdbc.sql("delete from device where id = :id")
                .param("id", DeviceId.parse(other.get("id").asString()).value())
                .update();
    }
}
