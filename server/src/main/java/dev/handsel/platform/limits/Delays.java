package dev.handsel.platform.limits;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tries that become slower and are never shut out: the first few at once, then each after a wait that doubles, from a second up
 * to the limit's refill. A try that has to wait counts as refused and prolongs nothing. What was tried is forgotten a refill
 * after the last wait has ended.
 */
@Component
public class Delays {

    private static final int MOST_KEYS = 100_000;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int MOST_DOUBLINGS = 20;

    /** How often something was tried, and from when on it may be tried again. */
    private record Tries(int count, long openFrom, boolean let) {}

    private final Limits limits;
    private final TimeMeter time;
    private final Map<Limit, Cache<Object, Tries>> tries = new EnumMap<>(Limit.class);

    public Delays(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.time = new ClockMeter(clock);
        for (var limit : Limit.values()) {
            tries.put(
                    limit,
                    Caffeine.newBuilder()
                            .expireAfter(Expiry.<Object, Tries>writing(
                                    (_, tried) -> limit.refill().plusNanos(Math.max(0, tried.openFrom - now()))))
                            .maximumSize(MOST_KEYS)
                            .ticker(time::currentTimeNanos)
                            .build());
        }
    }

    /**
     * Counts a try, or says how long to wait for it. Of several at once only as many are let through as are free.
     *
     * @param free how many tries there are before the waits begin
     */
    public Optional<Duration> tryOnce(Limit limit, Object key, int free) {
        long now = now();
        var tried = tries(limit).asMap().compute(key, (_, before) -> next(limit, before, now, free));
        return tried.let ? Optional.empty() : limits.waiting(limit, tried.openFrom - now);
    }

    /** It was done rightly: all of its tries are forgotten. */
    public void succeeded(Limit limit, Object key) {
        tries(limit).invalidate(key);
    }

    private static Tries next(Limit limit, @Nullable Tries before, long now, int free) {
        if (before != null && before.openFrom > now) {
            return new Tries(before.count, before.openFrom, false);
        }
        int count = before == null ? 1 : before.count + 1;
        return new Tries(count, now + pause(limit, count - free), true);
    }

    private static long pause(Limit limit, int beyond) {
        return beyond < 0
                ? 0
                : Math.min(
                        SECOND << Math.min(beyond, MOST_DOUBLINGS),
                        limit.refill().toNanos());
    }

    private Cache<Object, Tries> tries(Limit limit) {
        return requireNonNull(tries.get(limit));
    }

    private long now() {
        return time.currentTimeNanos();
    }
}
