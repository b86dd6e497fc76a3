package dev.handsel.identity.mail;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.base.ids.AccountId;
import dev.handsel.platform.keyring.Keyring;
import dev.handsel.platform.keyring.WrappedStore;
import dev.handsel.platform.keyring.WrappedTable;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.platform.work.Pauses;
import dev.handsel.platform.work.QueueRows;
import dev.handsel.platform.work.WorkQueue;
import dev.handsel.platform.work.WorkQueue.Claimed;
import dev.handsel.platform.work.WorkQueue.Lease;
import dev.handsel.platform.work.WorkQueues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code mail}. Texts are wrapped: they hold one-time links. */
@Repository
class MailStore implements WrappedStore {

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final WrappedTable table;
    private final WorkQueue queue;

    MailStore(JdbcClient jdbc, Keyring keyring, InstantSource clock, WorkQueues queues) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.table = new WrappedTable(
                jdbc,
                "mails",
                "mail",
                "select id, wrapped, key_id from mail",
                (row, _) -> context(row.getObject("id", UUID.class)));
        this.queue = queues.open(QueueRows.of("mail", "id")
                .open("state = 'waiting'")
                .tries("attempts", Pauses.doubling(Duration.ofSeconds(30), Duration.ofHours(1)))
                .giveUpAfter(Duration.ofHours(24), "created_at")
                .givenUp("state = 'given_up'")
                .by(clock));
    }

    void add(Mail mail) {
        var wrapped = keyring.wrap(mail.text().getBytes(UTF_8), context(mail.id()));
        jdbc.sql("""
                insert into mail (id, account_id, recipient, subject, wrapped, key_id, state, attempts, due_at, created_at)
                values (:id, :account, :to, :subject, :wrapped, :key, 'waiting', 0, :at, :at)
                """)
                .param("id", mail.id())
                .param("account", mail.account().value())
                .param("to", mail.to())
                .param("subject", mail.subject())
                .param("wrapped", wrapped)
                .param("key", Keyring.keyIdOf(wrapped))
                .param("at", utc(mail.createdAt()))
                .update();
    }

    /** One mail that is due; nobody else gets it for some minutes. */
    Optional<Claimed<Mail>> claim() {
        return queue.claim(this::read);
    }

    /** Tries the mail again later, unless somebody else has it by now. */
    void again(Lease lease) {
        queue.again(lease);
    }

    /** The mail was sent, or was given up; its text is gone. */
    void end(Mail mail, String state, Instant at) {
        jdbc.sql("""
                update mail set state = :state, ended_at = :at, wrapped = null, key_id = null
                where id = :id and state = 'waiting'
                """)
                .param("id", mail.id())
                .param("state", state)
                .param("at", utc(at))
                .update();
    }

    /** The mails that wait, newest first; to one recipient or to all. */
    List<Mail> waiting(Optional<String> to, PageRequest page) {
        var keyset = page.newestFirst("id");
        return jdbc.sql("""
                select * from mail where state = 'waiting' and (:to::text is null or recipient = :to)
                """ + keyset.sql())
                .param("to", to.orElse(null))
                .params(keyset.params())
                .query(this::read)
                .list();
    }

    /** Forgets the mails that were written before. */
    int purge(Instant before) {
        return jdbc.sql("delete from mail where created_at < :before")
                .param("before", utc(before))
                .update();
    }

    private Mail read(ResultSet row, int number) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Mail(
                id,
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("recipient"),
                row.getString("subject"),
                new String(keyring.unwrap(row.getBytes("wrapped"), context(id)), UTF_8),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static String context(UUID mail) {
        return "mail|" + mail;
    }

    @Override
    public WrappedTable wrapped() {
        return table;
    }
}
