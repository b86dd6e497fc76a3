package dev.handsel.referrals.links;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.ProgramChanged;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Where codes lead. What was found is remembered for half a minute, or for a day while the database is away; changes made
 * on this server count at once. What is unknown is not remembered.
 */
@Component
class Destinations {

    private static final Logger log = LoggerFactory.getLogger(Destinations.class);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final Duration STALE = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST = 100_000;
    private static final Executor VIRTUAL = Thread::startVirtualThread;

    private record Name(String program, String code) {}

    private record CachedDestination(Destination destination, Instant readAt) {}

    private final Programs programs;
    private final Affiliates affiliates;
    private final LinkStore links;
    private final CookieAges ages;
    private final InstantSource clock;
    private final Cache<Name, CachedDestination> cache =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(STALE).build();
    private final ConcurrentHashMap<Name, CompletableFuture<Optional<Destination>>> reading = new ConcurrentHashMap<>();
    private volatile Instant awayUntil = Instant.MIN;

    Destinations(Programs programs, Affiliates affiliates, LinkStore links, CookieAges ages, InstantSource clock) {
        this.programs = programs;
        this.affiliates = affiliates;
        this.links = links;
        this.ages = ages;
        this.clock = clock;
    }

    /** Where this code of the programme, by its slug or id, leads. */
    Optional<Destination> find(String program, String code) {
        var name = new Name(program, code.toLowerCase(Locale.ROOT));
        var known = cache.getIfPresent(name);
        var now = clock.instant();
        if (known != null && (known.readAt().plus(FRESH).isAfter(now) || awayUntil.isAfter(now))) {
            return Optional.of(known.destination());
        }
        try {
            return reading(name).join();
        } catch (CompletionException e) {
            return stale(known, e);
        }
    }

    /** Whether this code was found here lately. */
    boolean remembers(String program, String code) {
        return cache.getIfPresent(new Name(program, code.toLowerCase(Locale.ROOT))) != null;
    }

    /** All who ask for the same at once wait for one answer. */
    private CompletableFuture<Optional<Destination>> reading(Name name) {
        var mine = new CompletableFuture<Optional<Destination>>();
        var others = reading.putIfAbsent(name, mine);
        if (others != null) {
            return others;
        }
        return mine.completeAsync(() -> readAlone(name), VIRTUAL).orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Optional<Destination> stale(@Nullable CachedDestination known, CompletionException failure) {
        log.warn("where a code leads cannot be read now: {}", String.valueOf(failure.getCause()));
        awayUntil = clock.instant().plus(PATIENCE);
        if (known != null) {
            return Optional.of(known.destination());
        }
        throw isOutage(failure.getCause())
                ? Refused.later(
                        RefusalKind.UNAVAILABLE, "database_unavailable", "The database is away.", Duration.ofSeconds(5))
                : failure;
    }

    private static boolean isOutage(@Nullable Throwable cause) {
        return cause instanceof TimeoutException
                || cause instanceof DataAccessException
                || cause instanceof TransactionException;
    }

    /** Ends only when the database has answered: until then nobody asks it for the same. */
    private Optional<Destination> readAlone(Name name) {
        try {
            return read(name);
        } finally {
            reading.remove(name);
        }
    }

    private Optional<Destination> read(Name name) {
        var readAt = clock.instant();
        var found = programs.named(name.program()).flatMap(program -> read(program, name.code()));
        found.ifPresentOrElse(
                destination -> cache.put(name, new CachedDestination(destination, readAt)),
                () -> cache.invalidate(name));
        return found;
    }

    /** Where a code and a link share a name, the older one has it: nobody can take over a link that is in use. */
    private Optional<Destination> read(Program program, String code) {
        var age = ages.of(program);
        var byCode = affiliates
                .findByCode(program.id(), code)
                .map(affiliate -> new Destination(program, age, affiliate, null));
        var byLink = links.findBySlug(program.id(), code)
                .flatMap(link -> affiliates
                        .find(link.affiliate())
                        .map(affiliate -> new Destination(program, age, affiliate, link)));
        return byCode.isPresent() && byLink.isPresent() ? older(byCode.get(), byLink.get()) : byCode.or(() -> byLink);
    }

    private static Optional<Destination> older(Destination byCode, Destination byLink) {
        var link = byLink.link();
        return link != null && link.createdAt().isBefore(byCode.affiliate().createdAt())
                ? Optional.of(byLink)
                : Optional.of(byCode);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(ProgramChanged event) {
        cache.asMap()
                .values()
                .removeIf(known -> known.destination().program().id().equals(event.program()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(LinkChanges.LinkChanged event) {
        cache.asMap().keySet().removeIf(name -> name.code().equals(event.link().slug()));
    }
}
