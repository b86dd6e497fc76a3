package dev.handsel.devices.registry;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code device_confirmation}: one-time links, stored as hashes. */
@Repository
class ConfirmationStore {

    private final JdbcClient jdbc;
    private final Limits limits;

    ConfirmationStore(JdbcClient jdbc, Limits limits) {
        this.jdbc = jdbc;
        this.limits = limits;
    }

    /** Adds the two links of a mail; an earlier link to confirm stops working. */
    void add(DeviceId device, String token, String disownKey, Instant now, Instant expires) {
        jdbc.sql("update device_confirmation set expires_at = least(expires_at, :now) where device_id = :device")
                .param("device", device.value())
                .param("now", utc(now))
                .update();
        jdbc.sql("""
                insert into device_confirmation (token_hash, disown_hash, device_id, created_at, expires_at)
                values (:token, :disown, :device, :now, :expires)
                """)
                .param("token", Sha256.of(token))
                .param("disown", Sha256.of(disownKey))
                .param("device", device.value())
                .param("now", utc(now))
                .param("expires", utc(expires))
                .update();
    }

    /** Whose token this is, where it can still be used. */
    Optional<DeviceId> find(String token, Instant now) {
        return jdbc.sql("""
                select device_id from device_confirmation
                where token_hash = :hash and used_at is null and expires_at > :now
                """)
                .param("hash", Sha256.of(token))
                .param("now", utc(now))
                .query((row, _) -> new DeviceId(row.getObject("device_id", UUID.class)))
                .optional();
    }

    /** Uses the token up; of two who use it at once one gets nothing. */
    Optional<DeviceId> use(String token, Instant now) {
        return jdbc.sql("""
                update device_confirmation set used_at = :now
                where token_hash = :hash and used_at is null and expires_at > :now
                returning device_id
                """)
                .param("hash", Sha256.of(token))
                .param("now", utc(now))
                .query((row, _) -> new DeviceId(row.getObject("device_id", UUID.class)))
                .optional();
    }

    Optional<DeviceId> findDisowned(String key) {
        return jdbc.sql("select device_id from device_confirmation where disown_hash = :hash")
                .param("hash", Sha256.of(key))
                .query((row, _) -> new DeviceId(row.getObject("device_id", UUID.class)))
                .optional();
    }

    /** How long to wait before the next mail for this device, counted from the last one that was written. */
    Optional<Duration> waitForMail(DeviceId device) {
        return limits.counted(
                Limit.CONFIRMATION_MAILS,
                jdbc.sql("""
                        select created_at from device_confirmation where device_id = :device
                        order by created_at desc limit :most
                        """)
                        .param("device", device.value())
                        .param("most", Limit.CONFIRMATION_MAILS.size())
                        .query((row, _) -> row.getObject("created_at", OffsetDateTime.class)
                                .toInstant())
                        .list());
    }

    int purge(Instant before) {
        return jdbc.sql("delete from device_confirmation where created_at < :before")
                .param("before", utc(before))
                .update();
    }
}
