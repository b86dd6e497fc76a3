package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.identities.Memberships.Sighting;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** That accounts were known by something at some time, as far as that is still to be written: of each use the earliest. */
final class Sightings {

    private final Map<List<Object>, Sighting> all = new LinkedHashMap<>();

    /**
     * Adds one.
     *
     * @param fresh whether that account was not known by it before
     */
    void add(Use use, long at, boolean fresh) {
        all.merge(
                List.of(use.key, use.account.key, fresh),
                new Sighting(use.key, use.account.key, Instant.ofEpochMilli(at), fresh),
                (before, now) -> before.at().isBefore(now.at()) ? before : now);
    }

    /** Whether two times are in one month: when something was told last is kept by the month. */
    static boolean isOneMonth(long one, long other) {
        return month(one).equals(month(other));
    }

    private static YearMonth month(long at) {
        return YearMonth.from(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Sighting> all() {
        return List.copyOf(all.values());
    }

    void clear() {
        all.clear();
    }
}
