package dev.handsel.fraud.evaluation;

import dev.handsel.base.ids.ProgramId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Working sets of programmes, as long as nobody else changes what they stand for. Those longest not asked for make room. */
final class Remembered {

    /** Things of all programmes together, as {@link WorkingSet#size} counts them: some 150 MiB of memory. */
    static final int MOST = 400_000;

    private final Map<ProgramId, Version> sets = new LinkedHashMap<>();

    private record Version(UUID id, WorkingSet set, int size) {}

    /** The set of a programme if it stands for this version; it is remembered no more. */
    synchronized Optional<WorkingSet> take(ProgramId program, @Nullable UUID version) {
        var known = sets.remove(program);
        return known == null || !known.id().equals(version) ? Optional.empty() : Optional.of(known.set());
    }

    synchronized void put(ProgramId program, UUID version, WorkingSet set) {
        sets.put(program, new Version(version, set, set.size()));
        var oldest = sets.values().iterator();
        for (int all = size(); all > MOST && oldest.hasNext(); oldest.remove()) {
            all -= oldest.next().size();
        }
    }

    /** How many things are remembered. */
    synchronized int size() {
        return sets.values().stream().mapToInt(Version::size).sum();
    }

    synchronized void clear() {
        sets.clear();
    }
}
