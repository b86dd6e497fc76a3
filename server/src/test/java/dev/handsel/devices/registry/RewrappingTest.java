package dev.handsel.devices.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.keyring.KeyRotation;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RewrappingTest extends DeviceScene {

    private static final int ROWS = 600;

    @Autowired
    KeyRotation rotation;

    @Autowired
    CredentialStore store;

    @Autowired
    DeviceStore devices;

    @Autowired
    Transactions transactions;

    @Test
    void a_rotation_that_was_cut_short_is_finished_by_the_next_before_there_is_a_further_key() {
        var made = registered("bot");
        var secret = credential(made).secret().key();
        var device = devices.find(DeviceId.parse(made.get("id").asString())).orElseThrow();
        transactions.run(() -> {
            for (int i = 0; i < ROWS; i++) {
                store.issue(device, Instant.parse("2026-01-01T00:00:00Z"));
            }
        });
        var done = new AtomicLong();

        var cut = rotation.rotate(() -> done.get() > 0, done::set);

        assertThat(cut.newKey()).isTrue();
        assertThat(cut.rewrapped()).isEqualTo(500);
        assertThat(cut.left()).isPositive();
        assertThat(credential(made).secret().key()).isEqualTo(secret);
        assertThat(opened(device)).isEqualTo(ROWS + 1);

        var finished = rotation.rotate(() -> false, _ -> {});
        assertThat(finished.newKey()).isFalse();
        assertThat(finished.primaryKeyId()).isEqualTo(cut.primaryKeyId());
        assertThat(finished.left()).isZero();
        assertThat(credential(made).secret().key()).isEqualTo(secret);
        assertThat(deeds("keyring")).contains("keys.rotated");
        assertThat(rotation.rotate(() -> false, _ -> {}).primaryKeyId()).isNotEqualTo(cut.primaryKeyId());
    }

    @Test
    void a_key_can_be_handed_out_before_it_is_used() {
        var prepared = rotation.prepare();

        assertThat(rotation.status().primaryKeyId()).isNotEqualTo(prepared);
        assertThat(rotation.status().keys()).endsWith(prepared);
        assertThat(rotation.rotate(() -> false, _ -> {}).primaryKeyId()).isEqualTo(prepared);
    }

    /** How many credentials of the device there are, each of which must open. */
    private long opened(Device device) {
        return jdbc
                .sql("select id from device_credential where device_id = :id")
                .param("id", device.id().value())
                .query((row, _) -> new CredentialId(row.getObject("id", UUID.class)))
                .list()
                .stream()
                .filter(id -> credentials.find(id).isPresent())
                .count();
    }
}
