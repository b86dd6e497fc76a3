package dev.handsel.devices.signatures;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.DeviceId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What devices told of themselves last. */
@Component
class Heartbeats {

    private final JdbcClient jdbc;

    Heartbeats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores it in the place of the one before; what is left out now is not known any more. */
    void store(DeviceId device, DeviceAnswers.Heartbeat heartbeat, Instant at) {
        jdbc.sql("""
                insert into device_heartbeat (device_id, version, posture, sent_at)
                values (:device, :version::text, :posture::jsonb, :at)
                on conflict (device_id) do update
                    set version = excluded.version, posture = excluded.posture, sent_at = excluded.sent_at
                """)
                .param("device", device.value())
                .param("version", heartbeat.version())
                .param(
                        "posture",
                        heartbeat.posture() == null ? null : heartbeat.posture().toString())
                .param("at", utc(at))
                .update();
    }
}
