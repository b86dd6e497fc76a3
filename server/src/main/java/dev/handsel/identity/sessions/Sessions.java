package dev.handsel.identity.sessions;

import dev.handsel.base.addresses.Network;
import dev.handsel.base.digest.RandomText;
import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.AccountId;
import dev.handsel.base.ids.SessionId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/**
 * The sessions of people who signed in. One ends when it is signed out or ended, after twelve hours without use, and after a week
 * in any case; with all replicas at once, as the database alone knows them.
 */
@Service
public class Sessions {

    private static final Duration UNUSED = Duration.ofHours(12);
    private static final Duration LONGEST = Duration.ofDays(7);

    /** How many sessions an account has at most; the oldest end first. */
    private static final int MOST = 20;

    private static final int LONGEST_AGENT = 200;

    private final SessionStore store;
    private final Transactions transactions;
    private final AuditTrail audit;
    private final InstantSource clock;

    Sessions(SessionStore store, Transactions transactions, AuditTrail audit, InstantSource clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Which session the request of this thread belongs to, where it belongs to one. */
    public static Optional<SessionId> current() {
        var known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getDetails() instanceof SessionId id ? Optional.of(id) : Optional.empty();
    }

    /** The sessions of the account that are in force, newest first. */
    public Page<Session> list(AccountId account, PageRequest page) {
        return Page.of(
                page,
                store.list(account, clock.instant(), page),
                session -> session.id().value());
    }

    /** Ends one of the caller's sessions, from its next request on; another's is unknown. */
    public void end(Caller.Person caller, SessionId session) {
        transactions.run(() -> {
            if (!store.remove(caller.account(), session)) {
                throw Refused.notFound("session");
            }
            audit.record(caller.actor(), "session.ended", caller.account().toString(), Map.of("session", session));
        });
    }

    /** Ends all sessions of the caller, but the one that is to stay. */
    public void endAll(Caller.Person caller, @Nullable SessionId but) {
        transactions.run(() -> {
            int ended = store.removeAll(caller.account(), but);
            audit.record(caller.actor(), "session.all_ended", caller.account().toString(), Map.of("ended", ended));
        });
    }

    /** Begins a session; the answer is the secret that the browser keeps. */
    String start(AccountId account, String address, String agent) {
        var token = RandomText.secret();
        var now = clock.instant();
        var session = new Session(SessionId.fresh(), account, Network.shown(address), shortened(agent), now, now);
        transactions.run(() -> store.add(session, Sha256.of(token), MOST));
        return token;
    }

    Optional<SessionStore.Living> find(String token) {
        return store.find(Sha256.of(token), clock.instant());
    }

    /** Ends the session with this secret; nothing happens where there is none. */
    void signOut(String token) {
        transactions.run(() -> store.remove(Sha256.of(token)));
    }

    static Instant idle(Instant now) {
        return now.minus(UNUSED);
    }

    static Instant oldest(Instant now) {
        return now.minus(LONGEST);
    }

    private static String shortened(String agent) {
        var clean = agent.replaceAll("\\p{Cntrl}", " ").strip();
        return clean.length() <= LONGEST_AGENT ? clean : clean.substring(0, LONGEST_AGENT);
    }
}
