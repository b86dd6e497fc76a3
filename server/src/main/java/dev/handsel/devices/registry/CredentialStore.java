package dev.handsel.devices.registry;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.devices.registry.Device.IssuedCredential;
import dev.handsel.devices.registry.Device.LiveCredential;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.platform.keyring.Keyring;
import dev.handsel.platform.keyring.WrappedStore;
import dev.handsel.platform.keyring.WrappedTable;
import dev.handsel.signing.DeviceSecret;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code device_credential}. A secret leaves it only to whoever judges signatures. */
@Repository
class CredentialStore implements WrappedStore {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LIVE =
            "retired_at is null and revoked_at is null and (expires_at is null or expires_at > :now)";

    private record Owned(DeviceId device, LiveCredential credential) {}

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final WrappedTable table;

    CredentialStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.table = new WrappedTable(jdbc, "device credentials", "device_credential", """
                select c.id, c.wrapped, c.key_id, c.device_id, d.owner_id
                from device_credential c join device d on d.id = c.device_id
                """, (row, _) -> context(row));
    }

    private static String context(ResultSet row) throws SQLException {
        return context(
                new CredentialId(row.getObject("id", UUID.class)),
                new DeviceId(row.getObject("device_id", UUID.class)),
                new AccountId(row.getObject("owner_id", UUID.class)));
    }

    /** Makes a secret for the device and stores it wrapped. */
    IssuedCredential issue(Device device, Instant at) {
        var id = CredentialId.fresh();
        var secret = DeviceSecret.random(RANDOM);
        var bytes = secret.key();
        try {
            var wrapped = keyring.wrap(bytes, context(id, device.id(), device.owner()));
            jdbc.sql("""
                    insert into device_credential (id, device_id, wrapped, key_id, fp, hint, created_at)
                    values (:id, :device, :wrapped, :key, :fp, :hint, :at)
                    """)
                    .param("id", id.value())
                    .param("device", device.id().value())
                    .param("wrapped", wrapped)
                    .param("key", Keyring.keyIdOf(wrapped))
                    .param("fp", keyring.fingerprint(bytes))
                    .param("hint", secret.hint())
                    .param("at", utc(at))
                    .update();
            return new IssuedCredential(id, secret.reveal(), at);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            secret.wipe();
        }
    }

    /** The credentials in force of each of these devices, oldest first. */
    Map<DeviceId, List<LiveCredential>> live(Collection<Device> devices, Instant now) {
        return jdbc
                .sql("select * from device_credential where device_id = any(:devices) and " + LIVE + " order by id")
                .param(
                        "devices",
                        devices.stream().map(device -> device.id().value()).toArray(UUID[]::new))
                .param("now", utc(now))
                .query((row, _) -> new Owned(new DeviceId(row.getObject("device_id", UUID.class)), known(row)))
                .list()
                .stream()
                .collect(groupingBy(Owned::device, mapping(Owned::credential, toList())));
    }

    private static LiveCredential known(ResultSet row) throws SQLException {
        return new LiveCredential(
                new CredentialId(row.getObject("id", UUID.class)),
                row.getString("hint"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Timestamps.instant(row, "expires_at"),
                Timestamps.instant(row, "last_used_at"));
    }

    /** Lets the device's credentials in force end then, where they do not end before. */
    void expire(DeviceId device, Instant now, Instant end) {
        jdbc.sql("update device_credential set expires_at = least(expires_at, :end) where device_id = :device and "
                        + LIVE)
                .param("device", device.value())
                .param("end", utc(end))
                .param("now", utc(now))
                .update();
    }

    /** Ends all of the device's credentials in force at once. */
    void retireAll(DeviceId device, Instant now) {
        jdbc.sql("update device_credential set retired_at = :now where device_id = :device and " + LIVE)
                .param("device", device.value())
                .param("now", utc(now))
                .update();
    }

    boolean exists(DeviceId device, CredentialId id) {
        return jdbc.sql("select exists (select from device_credential where id = :id and device_id = :device)")
                .param("id", id.value())
                .param("device", device.value())
                .query(Boolean.class)
                .single();
    }

    /** Ends the credential; says whether it was in force. */
    boolean retire(CredentialId id, Instant now) {
        return jdbc.sql("update device_credential set retired_at = :now where id = :id and " + LIVE)
                        .param("id", id.value())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    void revokeAll(DeviceId device, Instant now) {
        jdbc.sql("update device_credential set revoked_at = :now where device_id = :device and revoked_at is null")
                .param("device", device.value())
                .param("now", utc(now))
                .update();
    }

    /** Notes that it was used, at most once in the pause, and that its device was seen. */
    void noteUse(CredentialId id, Instant now, Instant notedBefore) {
        jdbc.sql("""
                with used as (
                    update device_credential set last_used_at = :now
                    where id = :id and (last_used_at is null or last_used_at <= :before)
                    returning device_id)
                update device set last_seen_at = :now where id in (select device_id from used)
                """)
                .param("id", id.value())
                .param("now", utc(now))
                .param("before", utc(notedBefore))
                .update();
    }

    Optional<Credential> find(CredentialId id) {
        return jdbc.sql(opened("c.id = :id"))
                .param("id", id.value())
                .query(this::open)
                .optional();
    }

    List<Credential> find(DeviceId device, Instant now) {
        return jdbc.sql(opened("c.device_id = :device") + """
                order by c.retired_at is null and c.revoked_at is null and (c.expires_at is null or c.expires_at > :now) desc,
                    c.id desc
                limit 4
                """)
                .param("device", device.value())
                .param("now", utc(now))
                .query(this::open)
                .list();
    }

    List<Credential> findByOwner(AccountId owner, DeviceId first, int most) {
        return jdbc.sql(opened("d.owner_id = :owner") + "order by c.device_id = :first desc, c.id desc limit :most")
                .param("owner", owner.value())
                .param("first", first.value())
                .param("most", most)
                .query(this::open)
                .list();
    }

    boolean owns(AccountId account, DeviceId device) {
        return jdbc.sql("select exists (select from device where id = :id and owner_id = :owner)")
                .param("id", device.value())
                .param("owner", account.value())
                .query((row, _) -> row.getBoolean(1))
                .single();
    }

    private static String opened(String condition) {
        return """
                select c.id, c.device_id, c.wrapped, c.expires_at, least(c.retired_at, c.revoked_at) as ended_at,
                    d.owner_id, d.name, d.legacy_signatures
                from device_credential c join device d on d.id = c.device_id
                where %s
                """.formatted(condition);
    }

    private Credential open(ResultSet row, int number) throws SQLException {
        var id = new CredentialId(row.getObject("id", UUID.class));
        var device = new DeviceId(row.getObject("device_id", UUID.class));
        var owner = new AccountId(row.getObject("owner_id", UUID.class));
        var bytes = keyring.unwrap(row.getBytes("wrapped"), context(id, device, owner));
        try {
            return new Credential(
                    id,
                    device,
                    owner,
                    row.getString("name"),
                    row.getBoolean("legacy_signatures"),
                    Timestamps.instant(row, "expires_at"),
                    Timestamps.instant(row, "ended_at"),
                    DeviceSecret.of(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A wrapped secret opens only in the row that it was wrapped for. */
    private static String context(CredentialId id, DeviceId device, AccountId owner) {
        return "dvs1|" + id + "|" + device + "|" + owner + "|hmac-sha256";
    }

    @Override
    public WrappedTable wrapped() {
        return table;
    }
}
