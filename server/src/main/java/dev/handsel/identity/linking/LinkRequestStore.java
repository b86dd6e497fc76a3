package dev.handsel.identity.linking;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of requests to link. What has run out is as if it were not there, and is replaced by the next one. */
@Repository
class LinkRequestStore {

    private final JdbcClient jdbc;

    LinkRequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the request; false where one for the same identity waits already. */
    boolean add(LinkRequest request, byte[] key, Instant now, Instant expires) {
        return jdbc.sql("""
                insert into account_link_request (issuer, subject, account_id, key_hash, expires_at)
                values (:issuer, :subject, :account, :key, :expires)
                on conflict (issuer, subject) do update
                    set account_id = excluded.account_id, key_hash = excluded.key_hash, expires_at = excluded.expires_at
                    where account_link_request.expires_at <= :now
                """)
                        .param("issuer", request.issuer())
                        .param("subject", request.subject())
                        .param("account", request.account().value())
                        .param("key", key)
                        .param("now", utc(now))
                        .param("expires", utc(expires))
                        .update()
                == 1;
    }

    Optional<LinkRequest> find(byte[] key, Instant now) {
        return jdbc.sql("""
                select account_id, issuer, subject from account_link_request where key_hash = :key and expires_at > :now
                """)
                .param("key", key)
                .param("now", utc(now))
                .query(LinkRequestStore::read)
                .optional();
    }

    /** Uses the request up; of two who use it at once one finds nothing. */
    Optional<LinkRequest> take(byte[] key, Instant now) {
        return jdbc.sql("""
                delete from account_link_request where key_hash = :key and expires_at > :now
                returning account_id, issuer, subject
                """)
                .param("key", key)
                .param("now", utc(now))
                .query(LinkRequestStore::read)
                .optional();
    }

    private static LinkRequest read(ResultSet row, int number) throws SQLException {
        return new LinkRequest(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("issuer"),
                row.getString("subject"));
    }
}
