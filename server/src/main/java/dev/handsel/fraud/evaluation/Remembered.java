package dev.handsel.fraud.evaluation;

import dev.handsel.base.ids.ProgramId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Working sets of programmes, as long as nobody else changes what they stand for. Those longest not asked for make room. */
final class Remembered {

    /** Accounts of all programmes together: some 100 MiB of memory. */
    private static final int MOST = 20_000;

    private final Map<ProgramId, Version> sets = new LinkedHashMap<>();

    private record Version(UUID id, WorkingSet set) {}

    /** The set of a programme if it stands for this version; it is remembered no more. */
    synchronized Optional<WorkingSet> take(ProgramId program, @Nullable UUID version) {
        var known = sets.remove(program);
        return known == null || !known.id().equals(version) ? Optional.empty() : Optional.of(known.set());
    }

    synchronized void put(ProgramId program, UUID version, WorkingSet set) {
        sets.put(program, new Version(version, set));
        int all = sets.values().stream().mapToInt(one -> one.set().size()).sum();
        var oldest = sets.values().iterator();
        while (all > MOST && oldest.hasNext()) {
            all -= oldest.next().set().size();
            oldest.remove();
        }
    }

    synchronized void clear() {
        sets.clear();
    }
}
