package dev.handsel.stripesim.http;

import dev.handsel.stripesim.model.Json;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * Faults by chance, the same ones for the same seed: what strikes depends on the idempotency key (or the method and
 * path) and on how often it was tried, not on the order in which requests arrive.
 */
public final class Chance {

    private final Odds odds;
    private final Map<String, Integer> tries = new HashMap<>();
    private final Map<String, Integer> struck = new HashMap<>();
    private final Map<String, Integer> fired = new TreeMap<>();

    /** How likely, what, where, how slow at most, and how often at most for one key. */
    public record Odds(long seed, int perMille, List<Fault.Kind> kinds, Pattern paths, long maxMillis, int maxPerKey) {}

    public Chance(Odds odds) {
        this.odds = odds;
    }

    /** Whoever calls holds the lock of {@link Faults}. */
    Optional<Fault> pick(Arrival arrival) {
        if (!odds.paths().matcher(arrival.path()).find()) {
            return Optional.empty();
        }
        var name = arrival.key().isEmpty() ? arrival.method() + " " + arrival.path() : arrival.key();
        int attempt = tries.merge(name, 1, Integer::sum);
        var random = new SplittableRandom(odds.seed() * 31 + name.hashCode() * 1_000_003L + attempt);
        if (random.nextInt(1000) >= odds.perMille() || struck.getOrDefault(name, 0) >= odds.maxPerKey()) {
            return Optional.empty();
        }
        struck.merge(name, 1, Integer::sum);
        var kind = odds.kinds().get(random.nextInt(odds.kinds().size()));
        fired.merge(kind.text(), 1, Integer::sum);
        var delay = Duration.ofMillis(odds.maxMillis() == 0 ? 0 : random.nextLong(odds.maxMillis()) + 1);
        return Optional.of(new Fault("random", kind, 500, null, delay, 1));
    }

    ObjectNode json() {
        return Json.object("seed", odds.seed(), "per_mille", odds.perMille(), "fired", fired);
    }
}
