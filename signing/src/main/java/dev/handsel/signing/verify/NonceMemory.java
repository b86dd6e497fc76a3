package dev.handsel.signing.verify;

import dev.handsel.signing.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers nonces in the memory of one process, for a service that runs once. It knows of no revocation: the
 * {@link KeyDirectory} beside it has to forget keys that have ended.
 *
 * <p>A process that has just begun does not know what the one before it let in, and that may be any request which was signed
 * up to as far ahead as the policy allows. Everything signed until then is refused by {@link
 * Refusal#TIMESTAMP_OUT_OF_WINDOW}; otherwise a restart would let each recent request in once more. Devices whose clocks are
 * right therefore wait for that long after a start (60 s in the profile). A service that cannot afford it, or runs more than
 * once, keeps nonces in a database.
 *
 * <p>The same fence rises behind nonces that are forgotten, so that a clock which is set back lets nothing in twice. Safe for
 * use by several threads at once.
 *
 * @param <T> what a key belongs to; two requests by one key must have equal holders, or they count as two keys'
 */
public final class NonceMemory<T> implements Claims<T> {

    /** How many nonces are remembered for one holder. */
    public static final int MOST = 100_000;

    private static final long MINUTE = 60;

    private final InstantSource clock;
    private final long past;
    private final int most;

    /** By the minute in which a request was signed, the nonces of each holder. */
    private final TreeMap<Long, Map<T, Set<String>>> minutes = new TreeMap<>();

    /** The last second of signing of which not every nonce is remembered. */
    private long fence;

    /** A memory for requests that this policy lets in, which begins now. */
    public NonceMemory(Policy policy, InstantSource clock) {
        this(policy, clock, MOST);
    }

    NonceMemory(Policy policy, InstantSource clock, int most) {
        this.clock = clock;
        this.past = policy.past().toSeconds();
        this.most = most;
        // Four headers may be as far ahead as back.
        long ahead = policy.fourHeaders()
                ? Math.max(past, policy.future().toSeconds())
                : policy.future().toSeconds();
        this.fence = clock.instant().getEpochSecond() + ahead;
    }

    @Override
    public synchronized Outcome claim(T holder, Instant signedAt, String nonce) {
        forget();
        long signed = signedAt.getEpochSecond();
        if (signed <= fence) {
            throw Refusal.TIMESTAMP_OUT_OF_WINDOW.because(
                    "It is not known any more, or not yet, which requests of that time were made; sign it again.");
        }
        int remembered = 0;
        for (var holders : minutes.values()) {
            var nonces = holders.getOrDefault(holder, Set.of());
            if (nonces.contains(nonce)) {
                return Outcome.REPLAYED;
            }
            remembered += nonces.size();
        }
        if (remembered >= most) {
            return Outcome.TOO_MANY;
        }
        minutes.computeIfAbsent(Math.floorDiv(signed, MINUTE), fresh -> new HashMap<>())
                .computeIfAbsent(holder, fresh -> new HashSet<>())
                .add(nonce);
        return Outcome.FRESH;
    }

    /** Drops the minutes that no request can come from any more. */
    private void forget() {
        long now = clock.instant().getEpochSecond();
        while (!minutes.isEmpty() && lastSecond(minutes.firstKey()) + past < now) {
            fence = Math.max(fence, lastSecond(minutes.pollFirstEntry().getKey()));
        }
    }

    private static long lastSecond(long minute) {
        return minute * MINUTE + MINUTE - 1;
    }
}
