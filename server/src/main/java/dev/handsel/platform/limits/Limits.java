package dev.handsel.platform.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says whether something may be done once more, or how long to wait, in whole seconds. A window begins with the first use and
 * ends after the limit's refill, whatever came in between. What is waited for counts as refused in
 * {@code handsel.limits.refused}.
 */
@Component
public class Limits {

    private static final int MOST_KEYS = 100_000;

    /** What was used of one key, and by whom at last. */
    private static final class Used {

        private final Bucket bucket;
        private volatile @Nullable Object last;

        private Used(Bucket bucket) {
            this.bucket = bucket;
        }
    }

    private final InstantSource clock;
    private final TimeMeter time;
    private final Map<Limit, Cache<Object, Used>> used = new EnumMap<>(Limit.class);
    private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);

    public Limits(InstantSource clock, MeterRegistry meters) {
        this.clock = clock;
        this.time = new ClockMeter(clock);
        for (var limit : Limit.values()) {
            if (limit.whenLost() == Limit.WhenLost.OPEN) {
                used.put(
                        limit,
                        Caffeine.newBuilder()
                                .expireAfterWrite(limit.refill())
                                .maximumSize(MOST_KEYS)
                                .ticker(time::currentTimeNanos)
                                .build());
            }
            refused.put(
                    limit,
                    Counter.builder("handsel.limits.refused")
                            .description("What was not done because it had been done too often")
                            .tag("limit", limit.word())
                            .register(meters));
        }
    }

    /** Counts a use, or says how long to wait for the next one. */
    public Optional<Duration> use(Limit limit, Object key) {
        return answer(limit, used(limit, key).bucket);
    }

    /**
     * As {@link #use(Limit, Object)}; what was let through at last may go on.
     *
     * @param what names the use, so that one that is begun again does not count twice
     */
    public Optional<Duration> use(Limit limit, Object key, Object what) {
        var found = used(limit, key);
        if (what.equals(found.last)) {
            return Optional.empty();
        }
        var wait = answer(limit, found.bucket);
        if (wait.isEmpty()) {
            found.last = what;
        }
        return wait;
    }

    /**
     * Counts a use, or refuses it.
     *
     * @throws Refused 429 with the time to wait
     */
    public void require(Limit limit, Object key, String code, String detail) {
        use(limit, key).ifPresent(wait -> {
            throw Refused.later(RefusalKind.TOO_MANY, code, detail, wait);
        });
    }

    /** How long to wait where nothing is left; a use that is only known afterwards is {@linkplain #note noted} then. */
    public Optional<Duration> exhausted(Limit limit, Object key) {
        var found = counts(limit).getIfPresent(key);
        if (found == null) {
            return Optional.empty();
        }
        var probe = found.bucket.estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? Optional.empty() : waiting(limit, probe.getNanosToWaitForRefill());
    }

    /** Whether nothing is left; where more is refused than is counted, this counts nothing as refused. */
    public boolean isSpent(Limit limit, Object key) {
        var found = counts(limit).getIfPresent(key);
        return found != null && !found.bucket.estimateAbilityToConsume(1).canBeConsumed();
    }

    /** Counts what has been done; true where it was the last that fits. */
    public boolean note(Limit limit, Object key) {
        var probe = used(limit, key).bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() && probe.getRemainingTokens() == 0;
    }

    /** Lets nothing through for a whole refill from now on. */
    public void close(Limit limit, Object key) {
        counts(limit).put(key, new Used(bucket(limit, 0)));
    }

    /** A use that shall not have counted. */
    public void giveBack(Limit limit, Object key) {
        used(limit, key).bucket.addTokens(1);
    }

    /** All of its uses shall not have counted. */
    public void forget(Limit limit, Object key) {
        counts(limit).invalidate(key);
    }

    /**
     * How long to wait where rows are what is counted.
     *
     * @param uses when it was done before, latest first; as many as the limit allows are enough
     */
    public Optional<Duration> counted(Limit limit, List<Instant> uses) {
        if (uses.size() < limit.size()) {
            return Optional.empty();
        }
        var wait = Duration.between(clock.instant(), uses.get(limit.size() - 1).plus(limit.refill()));
        return wait.isPositive() ? waiting(limit, wait.toNanos()) : Optional.empty();
    }

    /** How many keys are remembered. */
    long remembered(Limit limit) {
        var counts = counts(limit);
        counts.cleanUp();
        return counts.estimatedSize();
    }

    private Optional<Duration> answer(Limit limit, Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : waiting(limit, probe.getNanosToWaitForRefill());
    }

    Optional<Duration> waiting(Limit limit, long nanos) {
        count(limit);
        return Optional.of(Duration.ofSeconds(Math.ceilDiv(nanos, 1_000_000_000L)));
    }

    private void count(Limit limit) {
        var counter = refused.get(limit);
        if (counter != null) {
            counter.increment();
        }
    }

    private Used used(Limit limit, Object key) {
        return counts(limit).get(key, _ -> new Used(bucket(limit, limit.size())));
    }

    private Cache<Object, Used> counts(Limit limit) {
        var counts = used.get(limit);
        if (counts == null) {
            throw new IllegalArgumentException(limit + " is counted from rows, not in memory");
        }
        return counts;
    }

    private Bucket bucket(Limit limit, int left) {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(Bandwidth.builder()
                        .capacity(limit.size())
                        .refillIntervally(limit.size(), limit.refill())
                        .initialTokens(left)
                        .build())
                .build();
    }
}
