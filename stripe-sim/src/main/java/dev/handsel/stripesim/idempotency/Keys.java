package dev.handsel.stripesim.idempotency;

import dev.handsel.stripesim.model.Reply;
import dev.handsel.stripesim.model.StripeError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The first executed answer under a key, whatever it is, and again for every repeat of the same request within a day.
 * What is refused before it is executed leaves no trace.
 */
public final class Keys {

    private static final Duration KEPT = Duration.ofHours(24);

    private final ConcurrentMap<Scope, Use> uses = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public Keys(InstantSource clock) {
        this.clock = clock;
    }

    /** A key belongs to who sent it and to the account it was sent for. */
    public record Scope(String secret, String account, String key) {}

    /** An answer, and the request whose answer it first was. */
    public record Answer(Reply reply, String request, boolean replayed) {}

    private record Use(String request, String print, Instant since, AtomicReference<@Nullable Reply> reply) {}

    /**
     * Answers once.
     *
     * @param print what must be the same in a repeat
     * @param prepare checks the request, may refuse it, and gives what executes it
     */
    public Answer answer(Scope scope, String request, String print, Supplier<Supplier<Reply>> prepare) {
        var now = clock.instant();
        var mine = new Use(request, print, now, new AtomicReference<>());
        var use = uses.compute(scope, (_, earlier) -> earlier == null || expired(earlier, now) ? mine : earlier);
        if (!use.request.equals(request)) {
            return repeat(use, print, scope.key());
        }
        return first(scope, mine, prepare);
    }

    private Answer first(Scope scope, Use mine, Supplier<Supplier<Reply>> prepare) {
        try {
            var reply = prepare.get().get();
            mine.reply.set(reply);
            return new Answer(reply, mine.request, false);
        } finally {
            if (mine.reply.get() == null) {
                uses.remove(scope, mine);
            }
        }
    }

    private static Answer repeat(Use use, String print, String key) {
        if (!use.print.equals(print)) {
            var message = "Keys for idempotent requests can only be used with the same parameters they were first used"
                    + " with. Try using a key other than '" + key + "' if you meant to execute a different request.";
            throw new StripeError(400, "idempotency_error", null, message, null);
        }
        var reply = use.reply.get();
        if (reply == null) {
            throw inUse(key);
        }
        return new Answer(reply, use.request, true);
    }

    public static StripeError inUse(String key) {
        var message = "There is currently another in-progress request using this Idempotent Key: " + key
                + ". Please try again later.";
        return new StripeError(409, "idempotency_error", "idempotency_key_in_use", message, null);
    }

    /** Forgets what has expired. */
    public void sweep() {
        var now = clock.instant();
        uses.values().removeIf(use -> expired(use, now));
    }

    private static boolean expired(Use use, Instant now) {
        return use.reply.get() != null && !now.isBefore(use.since.plus(KEPT));
    }
}
