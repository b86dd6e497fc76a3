package dev.handsel.platform.audit;

import static dev.handsel.base.time.SystemClock.utc;

import dev.handsel.base.ids.AuditEntryId;
import dev.handsel.platform.http.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
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

    void add(List<AuditTrail.Entry> entries) {
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
                .param("actors", column(entries, AuditTrail.Entry::actor))
                .param("actions", column(entries, AuditTrail.Entry::action))
                .param("objects", column(entries, AuditTrail.Entry::object))
                .param("bodies", column(entries, entry -> json.write(entry.body())))
                .update();
    }

    /** What was done by this actor to this object; either may be left open. */
    List<AuditController.EntryView> list(Optional<String> actor, Optional<String> object, PageRequest page) {
        var keyset = page.newestFirst("id");
        var conditions =
                (actor.isPresent() ? " and actor = :actor" : "") + (object.isPresent() ? " and object = :object" : "");
        var query = jdbc.sql("select id, at, actor, action, object, body from audit_entry where true" + conditions
                        + keyset.sql())
                .params(keyset.params());
        actor.ifPresent(value -> query.param("actor", value));
        object.ifPresent(value -> query.param("object", value));
        return query.query(AuditStore::read).list();
    }

    private static AuditController.EntryView read(ResultSet row, int rowNumber) throws SQLException {
        return new AuditController.EntryView(
                new AuditEntryId(row.getObject("id", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("object"),
                row.getString("body"));
    }

    private static String[] column(List<AuditTrail.Entry> entries, Function<AuditTrail.Entry, String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }
}
