package dev.handsel.trust.auditlog;

import dev.handsel.base.ids.AuditEntryId;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the audit trail; nothing here writes it. */
@Repository
class AuditLog {

    private final JdbcClient jdbc;

    AuditLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was done by this actor to this object, newest first; either may be left open. */
    List<StoredEntry> list(Optional<String> actor, Optional<String> object, PageRequest page) {
        var keyset = page.newestFirst("id");
        return jdbc.sql("""
                select id, at, actor, action, object, body from audit_entry
                where (:actor::text is null or actor = :actor) and (:object::text is null or object = :object)
                """ + keyset.sql())
                .param("actor", actor.orElse(null))
                .param("object", object.orElse(null))
                .params(keyset.params())
                .query(AuditLog::read)
                .list();
    }

    private static StoredEntry read(ResultSet row, int rowNumber) throws SQLException {
        return new StoredEntry(
                new AuditEntryId(row.getObject("id", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("object"),
                row.getString("body"));
    }
}
