package dev.handsel.devices.registry;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the table {@code device}, but for what is noted of its use. */
@Repository
class DeviceStore {

    private final JdbcClient jdbc;
    private final Limits limits;

    DeviceStore(JdbcClient jdbc, Limits limits) {
        this.jdbc = jdbc;
        this.limits = limits;
    }

    /** Keeps every other change of the number and names of this account's devices waiting; false where it is gone. */
    boolean lockOwner(AccountId owner) {
        return jdbc.sql("select 1 from account where id = :owner for no key update")
                .param("owner", owner.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void add(Device device) {
        jdbc.sql("""
                insert into device (id, owner_id, name, state, legacy_signatures, version, created_at)
                values (:id, :owner, :name, :state, :legacy, :version, :at)
                """)
                .param("id", device.id().value())
                .param("owner", device.owner().value())
                .param("name", device.name())
                .param("state", device.state().word())
                .param("legacy", device.legacySignatures())
                .param("version", device.version())
                .param("at", utc(device.createdAt()))
                .update();
    }

    /** How many devices of the account are not revoked. */
    int countLive(AccountId owner) {
        return jdbc.sql("select count(*) from device where owner_id = :owner and revoked_at is null")
                .param("owner", owner.value())
                .query(Integer.class)
                .single();
    }

    boolean isTaken(AccountId owner, String name, DeviceId except) {
        return jdbc.sql("""
                select exists (select from device
                    where owner_id = :owner and name = :name and revoked_at is null and id <> :except)
                """)
                .param("owner", owner.value())
                .param("name", name)
                .param("except", except.value())
                .query(Boolean.class)
                .single();
    }

    /** How long to wait before the account registers its next device, counted from its last ones; also revoked ones. */
    Optional<Duration> waitToRegister(AccountId owner) {
        return limits.counted(
                Limit.DEVICE_REGISTRATIONS,
                jdbc.sql("""
                        select created_at from device where owner_id = :owner order by created_at desc limit :most
                        """)
                        .param("owner", owner.value())
                        .param("most", Limit.DEVICE_REGISTRATIONS.size())
                        .query((row, _) -> row.getObject("created_at", OffsetDateTime.class)
                                .toInstant())
                        .list());
    }

    List<Device> list(AccountId owner, PageRequest page) {
        var keyset = page.newestFirst("id");
        return jdbc.sql("select * from device where owner_id = :owner" + keyset.sql())
                .param("owner", owner.value())
                .params(keyset.params())
                .query(DeviceStore::read)
                .list();
    }

    List<Device> all(AccountId owner) {
        return jdbc.sql("select * from device where owner_id = :owner order by id")
                .param("owner", owner.value())
                .query(DeviceStore::read)
                .list();
    }

    Optional<Device> find(DeviceId id) {
        return jdbc.sql("select * from device where id = :id")
                .param("id", id.value())
                .query(DeviceStore::read)
                .optional();
    }

    /** The device, locked until the transaction ends. */
    Optional<Device> take(DeviceId id) {
        return jdbc.sql("select * from device where id = :id for update")
                .param("id", id.value())
                .query(DeviceStore::read)
                .optional();
    }

    Device confirm(Device device, Instant at) {
        return changed(jdbc.sql("""
                update device set state = 'active', confirmed_at = :at, version = version + 1 where id = :id returning *
                """).param("id", device.id().value()).param("at", utc(at)));
    }

    Device revoke(Device device, Instant at) {
        return changed(jdbc.sql("""
                update device set state = 'revoked', revoked_at = :at, version = version + 1 where id = :id returning *
                """).param("id", device.id().value()).param("at", utc(at)));
    }

    Device change(Device device, String name, boolean legacySignatures) {
        return changed(jdbc.sql("""
                update device set name = :name, legacy_signatures = :legacy, version = version + 1 where id = :id
                returning *
                """)
                .param("id", device.id().value())
                .param("name", name)
                .param("legacy", legacySignatures));
    }

    /** Its credentials have changed. */
    Device touch(Device device) {
        return changed(jdbc.sql("update device set version = version + 1 where id = :id returning *")
                .param("id", device.id().value()));
    }

    private static Device changed(JdbcClient.StatementSpec statement) {
        return statement.query(DeviceStore::read).single();
    }

    private static Device read(ResultSet row, int number) throws SQLException {
        return new Device(
                new DeviceId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("owner_id", UUID.class)),
                row.getString("name"),
                DeviceState.of(row.getString("state")),
                row.getBoolean("legacy_signatures"),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Timestamps.instant(row, "last_seen_at"));
    }
}
