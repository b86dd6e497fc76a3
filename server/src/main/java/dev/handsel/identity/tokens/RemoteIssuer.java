package dev.handsel.identity.tokens;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer elsewhere, fetched when its first token comes. They are asked for again after five minutes, and for a key
 * that is unknown at most twice a minute. One request at a time asks, for all who wait, and nobody waits longer than a few
 * seconds; after a failure nobody asks for ten. As long as the issuer does not answer, the keys that are known go on for a day.
 */
final class RemoteIssuer implements JWKSource<SecurityContext> {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration UNKNOWN_KEYS_EVERY = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration OUTAGE = Duration.ofDays(1);

    /** As long as who asks may wait for three answers. */
    private static final Duration PATIENCE = IssuerCalls.PATIENCE.multipliedBy(3);

    private record Keys(JWKSet set, Instant since) {
        boolean isNewerThan(@Nullable Keys others) {
            return others == null || since.isAfter(others.since);
        }

        boolean areYoungerThan(Duration age, Instant now) {
            return now.isBefore(since.plus(age));
        }
    }

    private final String issuer;
    private final InstantSource clock;
    private final IssuerCalls calls;
    private final AtomicReference<@Nullable CompletableFuture<Keys>> asking = new AtomicReference<>();
    private volatile @Nullable Keys known;
    private volatile Instant notBefore = Instant.MIN;

    RemoteIssuer(String issuer, InstantSource clock, IssuerCalls calls) {
        this.issuer = issuer;
        this.clock = clock;
        this.calls = calls;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        var before = known;
        var now = clock.instant();
        var found = before == null ? List.<JWK>of() : selector.select(before.set());
        if (before != null && suffice(before, found, now)) {
            return found;
        }
        try {
            return selector.select(asked(before).set());
        } catch (IOException away) {
            if (before != null && !found.isEmpty() && before.areYoungerThan(OUTAGE, now)) {
                return found;
            }
            throw new RemoteKeySourceException("The keys of " + issuer + " cannot be had", away);
        }
    }

    /** While somebody asks already, whose key is known does not wait for it. */
    private boolean suffice(Keys keys, List<JWK> found, Instant now) {
        if (found.isEmpty()) {
            return keys.areYoungerThan(UNKNOWN_KEYS_EVERY, now);
        }
        return keys.areYoungerThan(FRESH, now) || (asking.get() != null && keys.areYoungerThan(OUTAGE, now));
    }

    private Keys asked(@Nullable Keys before) throws IOException {
        var mine = new CompletableFuture<Keys>();
        var others = asking.compareAndExchange(null, mine);
        if (others != null) {
            return awaited(others);
        }
        try {
            // Somebody may have asked between the look at what is known and the turn to ask.
            var current = known;
            var keys = current != null && current.isNewerThan(before) ? current : fetched();
            known = keys;
            mine.complete(keys);
            return keys;
        } finally {
            mine.completeExceptionally(new IOException("The issuer " + issuer + " did not answer"));
            asking.set(null);
        }
    }

    private Keys fetched() throws IOException {
        if (clock.instant().isBefore(notBefore)) {
            throw new IOException("The issuer " + issuer + " did not answer a moment ago");
        }
        try {
            return new Keys(calls.keys(issuer), clock.instant());
        } catch (IOException away) {
            notBefore = clock.instant().plus(AFTER_FAILURE);
            throw away;
        }
    }

    private static Keys awaited(CompletableFuture<Keys> others) throws IOException {
        try {
            return others.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw new IOException("The issuer was not waited for", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("The issuer was not waited for", stopped);
        }
    }
}
