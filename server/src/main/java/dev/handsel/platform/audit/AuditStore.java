package dev.handsel.platform.audit;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AuditEntryId;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditStore {

    private final JdbcClient jdbc;
    private final CanonicalJson json;
    private final InstantSource clock;

    AuditStore(JdbcClient jdbc, CanonicalJson json, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void add(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into audit_entry (id, at, actor, action, object, body)
                select id, :at, actor, action, object, body
                from unnest(:ids::uuid[], :actors::text[], :actions::text[], :objects::text[], :bodies::text[])
                    with ordinality as entry (id, actor, action, object, body, position)
                order by position
                """)
                .param("at", utc(clock.instant()))
                .param(
                        "ids",
                        entries.stream().map(_ -> AuditEntryId.fresh().value()).toArray(UUID[]::new))
                .param("actors", column(entries, AuditEntry::actor))
                .param("actions", column(entries, AuditEntry::action))
                .param("objects", column(entries, AuditEntry::object))
                .param("bodies", column(entries, entry -> json.write(entry.body())))
                .update();
    }

    private static String[] column(List<AuditEntry> entries, Function<AuditEntry, String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }
}
