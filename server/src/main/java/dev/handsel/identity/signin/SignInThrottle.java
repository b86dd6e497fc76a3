package dev.handsel.identity.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * How often somebody may try passwords: 10 times for one e-mail from one address and 100 times from one address in 15
 * minutes. Guessing from elsewhere never keeps the rightful owner out. Kept in memory by each replica: it fails open when
 * a server starts or very many addresses try at once.
 */
@Component
class SignInThrottle {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_EMAIL_AND_ADDRESS = 10;
    private static final int PER_ADDRESS = 100;
    private static final int MOST_KEPT = 100_000;

    private record Attempt(String email, String address) {
        static Attempt of(String email, String address) {
            return new Attempt(email.strip().toLowerCase(Locale.ROOT), address);
        }
    }

    private final Cache<Attempt, AtomicInteger> byEmailAndAddress;
    private final Cache<String, AtomicInteger> byAddress;

    SignInThrottle(InstantSource clock) {
        this.byEmailAndAddress = counters(clock).build();
        this.byAddress = counters(clock).build();
    }

    /** Counts an attempt; false where there were too many. */
    boolean mayTry(String email, String address) {
        return within(byAddress, address, PER_ADDRESS)
                && within(byEmailAndAddress, Attempt.of(email, address), PER_EMAIL_AND_ADDRESS);
    }

    /** Forgets the attempts that led to the right password. */
    void succeeded(String email, String address) {
        byEmailAndAddress.invalidate(Attempt.of(email, address));
        byAddress.get(address, _ -> new AtomicInteger(1)).decrementAndGet();
    }

    private static <K> boolean within(Cache<K, AtomicInteger> counters, K key, int limit) {
        return counters.get(key, _ -> new AtomicInteger()).incrementAndGet() <= limit;
    }

    /** The window begins with the first attempt: further ones do not prolong it. */
    private static Caffeine<Object, Object> counters(InstantSource clock) {
        return Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .maximumSize(MOST_KEPT)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
    }
}
