package dev.handsel.payouts.commands;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.words.Word;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.commands.StripeCommand.CommandState;
import dev.handsel.payouts.commands.StripeCommand.Instruction;
import dev.handsel.payouts.commands.StripeCommands.Open;
import dev.handsel.payouts.once.Attempt;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.once.Request;
import dev.handsel.payouts.once.Standing;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.platform.stripe.KeyWindow;
import dev.handsel.platform.work.QueueRows;
import dev.handsel.platform.work.WorkQueue;
import dev.handsel.platform.work.WorkQueue.Claimed;
import dev.handsel.platform.work.WorkQueues;
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

/** The only one that names the table {@code stripe_command}. Its windows are those of the database's clock. */
@Repository
class CommandStore {

    private final JdbcClient jdbc;
    private final WorkQueue queue;

    CommandStore(JdbcClient jdbc, WorkQueues queues) {
        this.jdbc = jdbc;
        this.queue = queues.open(QueueRows.of("stripe_command", "id").open("due_at is not null"));
    }

    /** Adds it; none where the payout has one of this kind that is not over, or may have but one. */
    Optional<StripeCommand> add(UUID id, Instruction instruction) {
        return jdbc.sql("""
                insert into stripe_command (id, kind, payout_id, part, account, amount, actor, reason)
                values (:id, :kind, :payout, :part, :account, :amount, :actor, :reason) on conflict do nothing returning *
                """)
                .param("id", id)
                .param("kind", instruction.kind().word())
                .param("payout", instruction.payout().value())
                .param("part", instruction.part())
                .param("account", instruction.account())
                .param("amount", instruction.amount())
                .param("actor", instruction.actor())
                .param("reason", instruction.reason())
                .query(CommandStore::read)
                .optional();
    }

    Optional<StripeCommand> claim() {
        return queue.claim(CommandStore::read).map(Claimed::row);
    }

    /**
     * Writes down the first attempt, or one more; none where it is over, or the key's time is, or where money would go to a
     * bank that is being taken back. The caller holds the payout.
     */
    Optional<Attempt> begin(StripeCommand command, Request request) {
        return jdbc.sql("""
                update stripe_command set state = 'sending', path = coalesce(path, :path),
                    idem_key = coalesce(idem_key, :key), body = coalesce(body, :body), attempts = attempts + 1,
                    unanswered = unanswered + 1, first_sent_at = coalesce(first_sent_at, now())
                where id = :id and generation = :generation and due_at is not null
                    and (first_sent_at is null or first_sent_at > now() - :repeatable::interval)
                    and (kind <> 'bank_payout' or attempts > 0 or not exists (
                        select from stripe_command r
                        where r.payout_id = stripe_command.payout_id and r.kind = 'reversal' and r.due_at is not null))
                returning attempts, path, idem_key, body
                """)
                .param("id", command.id())
                .param("generation", command.generation())
                .param("path", request.path())
                .param("key", request.key())
                .param("body", request.body())
                .param("repeatable", KeyWindow.REPEATABLE.toString())
                .query((row, _) -> new Attempt(row.getInt("attempts"), request(row)))
                .optional();
    }

    /** The request as it was frozen; none where nothing was sent. */
    Optional<Request> request(StripeCommand command) {
        return jdbc.sql("""
                select path, idem_key, body from stripe_command
                where id = :id and generation = :generation and body is not null
                """)
                .param("id", command.id())
                .param("generation", command.generation())
                .query((row, _) -> request(row))
                .optional();
    }

    /** How its request stands, held until the transaction ends; none where it is over, or another was made since. */
    Optional<Standing> take(StripeCommand command) {
        return jdbc.sql("select " + Standing.COLUMNS + """
                from stripe_command where id = :id and generation = :generation and due_at is not null for update
                """)
                .param("id", command.id())
                .param("generation", command.generation())
                .params(Standing.windows())
                .query(Standing::read)
                .optional();
    }

    /** One attempt is known for certain to have done nothing. */
    void answered(StripeCommand command) {
        jdbc.sql("update stripe_command set unanswered = unanswered - 1 where id = :id and generation = :generation")
                .param("id", command.id())
                .param("generation", command.generation())
                .update();
    }

    /** It goes on later; where {@code state} is null it stays in the one it is in. */
    void goesOn(StripeCommand command, @Nullable CommandState state, Duration pause, @Nullable Reason reason) {
        jdbc.sql("""
                update stripe_command set state = coalesce(:state, state), due_at = now() + :pause::interval,
                    code = :code, message = :message
                where id = :id and generation = :generation and due_at is not null
                """)
                .param("id", command.id())
                .param("generation", command.generation())
                .param("state", state == null ? null : state.word())
                .param("pause", pause.toString())
                .param("code", reason == null ? null : reason.code())
                .param("message", reason == null ? null : reason.message())
                .update();
    }

    /** Stripe did it; says whether that is news. */
    boolean done(StripeCommand command, String reference) {
        return jdbc.sql("""
                update stripe_command set state = 'done', reference = :reference, due_at = null, ended_at = now(),
                    code = null, message = null
                where id = :id and generation = :generation and due_at is not null
                """)
                        .param("id", command.id())
                        .param("generation", command.generation())
                        .param("reference", reference)
                        .update()
                == 1;
    }

    void refuse(StripeCommand command, Reason reason) {
        jdbc.sql("""
                update stripe_command set state = 'refused', code = :code, message = :message, due_at = null, ended_at = now()
                where id = :id and generation = :generation and due_at is not null
                """)
                .param("id", command.id())
                .param("generation", command.generation())
                .param("code", reason.code())
                .param("message", reason.message())
                .update();
    }

    /**
     * Forgets the request of this generation, for another one; says whether it was the last.
     *
     * @param undoneAt when what it did was undone, by Stripe's clock; null where it did nothing
     */
    boolean again(StripeCommand command, Duration pause, @Nullable Reason reason, @Nullable Instant undoneAt) {
        return jdbc.sql("""
                update stripe_command set state = 'waiting', generation = generation + 1, path = null, idem_key = null,
                    body = null, first_sent_at = null, attempts = 0, unanswered = 0, reference = null,
                    ended_at = null, due_at = now() + :pause::interval, code = :code, message = :message,
                    undone_at = case when :undoneAt::timestamptz is null then undone_at
                        else least(now(), :undoneAt::timestamptz) end
                where id = :id and generation = :generation and state <> 'refused'
                """)
                        .param("id", command.id())
                        .param("generation", command.generation())
                        .param("pause", pause.toString())
                        .param("code", reason == null ? null : reason.code())
                        .param("message", reason == null ? null : reason.message())
                        .param("undoneAt", undoneAt == null ? null : utc(undoneAt))
                        .update()
                == 1;
    }

    /** What waits for this account is due now. */
    void release(String account) {
        jdbc.sql("""
                update stripe_command set due_at = now() where id in (
                    select id from stripe_command where account = :account and state = 'waiting' and due_at > now()
                    order by id for update)
                """).param("account", account).update();
    }

    List<Open> open() {
        return jdbc.sql("""
                select kind, state, count(*) as commands from stripe_command where due_at is not null
                group by kind, state order by kind, state
                """)
                .query((row, _) -> new Open(kind(row), state(row), row.getLong("commands")))
                .list();
    }

    /** Oldest first. */
    List<StripeCommand> list(CommandKind kind, PayoutId payout) {
        return jdbc.sql("select * from stripe_command where kind = :kind and payout_id = :payout order by id")
                .param("kind", kind.word())
                .param("payout", payout.value())
                .query(CommandStore::read)
                .list();
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(row.getString("path"), row.getString("idem_key"), row.getString("body"));
    }

    private static CommandKind kind(ResultSet row) throws SQLException {
        return Word.read(CommandKind.class, row.getString("kind"));
    }

    private static CommandState state(ResultSet row) throws SQLException {
        return Word.read(CommandState.class, row.getString("state"));
    }

    private static StripeCommand read(ResultSet row, int number) throws SQLException {
        var code = row.getString("code");
        return new StripeCommand(
                row.getObject("id", UUID.class),
                new Instruction(
                        kind(row),
                        new PayoutId(row.getObject("payout_id", UUID.class)),
                        row.getObject("part", Integer.class),
                        row.getString("account"),
                        row.getLong("amount"),
                        row.getString("actor"),
                        row.getString("reason")),
                state(row),
                row.getInt("generation"),
                Timestamps.instant(row, "undone_at"),
                row.getString("reference"),
                code == null ? null : new Reason(code, row.getString("message")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
