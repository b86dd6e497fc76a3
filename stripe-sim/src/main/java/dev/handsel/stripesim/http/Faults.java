package dev.handsel.stripesim.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which requests something goes wrong with: by rules that are counted down, and by chance that can be repeated. */
public final class Faults {

    /**
     * A rule.
     *
     * @param skip how many requests that fit are let through first
     * @param times how many are hit after that
     */
    public record Rule(@Nullable String method, Pattern path, int skip, int times, Fault fault) {
        boolean fits(String asked, String where) {
            return (method == null || method.equals(asked))
                    && path.matcher(where).find();
        }
    }

    /** A rule and what became of it. */
    public record Standing(int id, Rule rule, int seen, int fired) {}

    /**
     * Faults by chance: the same seed hits the same attempts of the same keys, in whatever order they come.
     *
     * @param perMille of 1000 requests
     */
    public record Chance(long seed, int perMille, List<Fault.Kind> kinds, Pattern paths, Duration longest) {}

    private final List<Standing> rules = new ArrayList<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private Optional<Chance> chance = Optional.empty();
    private int byChance;

    public synchronized int add(Rule rule) {
        rules.add(new Standing(rules.size() + 1, rule, 0, 0));
        return rules.size();
    }

    public synchronized void chance(Chance wanted) {
        attempts.clear();
        chance = Optional.of(wanted);
    }

    public synchronized void clear() {
        rules.clear();
        attempts.clear();
        chance = Optional.empty();
        byChance = 0;
    }

    public synchronized List<Standing> all() {
        return List.copyOf(rules);
    }

    public synchronized int byChance() {
        return byChance;
    }

    synchronized Optional<Fault> next(String method, String path, @Nullable String key) {
        for (int at = 0; at < rules.size(); at++) {
            var standing = rules.get(at);
            if (standing.rule().fits(method, path)) {
                boolean hit = standing.seen() >= standing.rule().skip()
                        && standing.fired() < standing.rule().times();
                rules.set(
                        at,
                        new Standing(
                                standing.id(), standing.rule(), standing.seen() + 1, standing.fired() + (hit ? 1 : 0)));
                if (hit) {
                    return Optional.of(standing.rule().fault());
                }
            }
        }
        return chance.flatMap(wanted -> drawn(wanted, method, path, key));
    }

    private Optional<Fault> drawn(Chance wanted, String method, String path, @Nullable String key) {
        if (!wanted.paths().matcher(path).find()) {
            return Optional.empty();
        }
        var name = method + " " + (key == null ? path : key);
        int attempt = attempts.merge(name, 1, Integer::sum);
        var random = new Random(wanted.seed() ^ (name.hashCode() * 31L + attempt) * 0x9E3779B97F4A7C15L);
        if (random.nextInt(1000) >= wanted.perMille()) {
            return Optional.empty();
        }
        byChance++;
        var kind = wanted.kinds().get(random.nextInt(wanted.kinds().size()));
        var wait = Duration.ofMillis(random.nextLong(wanted.longest().toMillis() + 1));
        return Optional.of(new Fault(kind, 500, null, wait, null));
    }
}
