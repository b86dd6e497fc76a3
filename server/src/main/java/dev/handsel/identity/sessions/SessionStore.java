package dev.handsel.identity.sessions;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.SessionId;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of sessions. Those that have run out are as if they were not there, and go when another one starts. */
@Repository
class SessionStore {

    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    /** A session in force, as its requests need it. */
    record Living(SessionId id, AccountId account) {}

    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the session; of its account the newest stay, as many as {@code most} with this one. */
    void add(Session session, byte[] token, int most) {
        jdbc.sql("""
                with expired as (
                    delete from account_session where started_at <= :oldest or last_used_at <= :idle
                ), superfluous as (
                    delete from account_session where id in (
                        select id from account_session where account_id = :account order by id desc offset :others)
                )
                insert into account_session (id, account_id, token_hash, network, agent, started_at, last_used_at)
                values (:id, :account, :token, :network, :agent, :now, :now)
                """)
                .param("id", session.id().value())
                .param("account", session.account().value())
                .param("token", token)
                .param("network", session.network())
                .param("agent", session.agent())
                .param("now", utc(session.startedAt()))
                .param("oldest", utc(Sessions.oldest(session.startedAt())))
                .param("idle", utc(Sessions.idle(session.startedAt())))
                .param("others", most - 1)
                .update();
    }

    /** The session in force with this token, in one statement, which also notes its use. */
    Optional<Living> find(byte[] token, Instant now) {
        return jdbc.sql("""
                with found as (
                    select s.id, s.account_id, s.last_used_at
                    from account_session s join account a on a.id = s.account_id
                    where s.token_hash = :token and not a.disabled and s.started_at > :oldest and s.last_used_at > :idle
                ), noted as (
                    update account_session set last_used_at = :now
                    where id in (select id from found where last_used_at <= :noted)
                )
                select id, account_id from found
                """)
                .param("token", token)
                .param("now", utc(now))
                .param("oldest", utc(Sessions.oldest(now)))
                .param("idle", utc(Sessions.idle(now)))
                .param("noted", utc(now.minus(USE_IS_NOTED_EVERY)))
                .query((row, _) -> new Living(
                        new SessionId(row.getObject("id", UUID.class)),
                        new AccountId(row.getObject("account_id", UUID.class))))
                .optional();
    }

    /** The sessions in force of an account, newest first. */
    List<Session> list(AccountId account, Instant now, PageRequest page) {
        var keyset = page.newestFirst("id");
        return jdbc.sql("""
                select * from account_session
                where account_id = :account and started_at > :oldest and last_used_at > :idle
                """ + keyset.sql())
                .param("account", account.value())
                .param("oldest", utc(Sessions.oldest(now)))
                .param("idle", utc(Sessions.idle(now)))
                .params(keyset.params())
                .query(SessionStore::read)
                .list();
    }

    void remove(byte[] token) {
        jdbc.sql("delete from account_session where token_hash = :token")
                .param("token", token)
                .update();
    }

    /** Whether there was such a session of the account. */
    boolean remove(AccountId account, SessionId session) {
        return jdbc.sql("delete from account_session where id = :id and account_id = :account")
                        .param("id", session.value())
                        .param("account", account.value())
                        .update()
                == 1;
    }

    /** Removes all sessions of the account but one; says how many. */
    int removeAll(AccountId account, @Nullable SessionId but) {
        return jdbc.sql("""
                delete from account_session where account_id = :account and (:but::uuid is null or id <> :but::uuid)
                """)
                .param("account", account.value())
                .param("but", but == null ? null : but.value())
                .update();
    }

    private static Session read(ResultSet row, int number) throws SQLException {
        return new Session(
                new SessionId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("network"),
                row.getString("agent"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_used_at", OffsetDateTime.class).toInstant());
    }
}
