package dev.handsel.programs;

import dev.handsel.ids.ProgramId;
import dev.handsel.refusal.Refused;
import org.springframework.stereotype.Service;

/** Programmes by their id. */
@Service
public class ProgramLookup {

    private final ProgramStore store;

    ProgramLookup(ProgramStore store) {
        this.store = store;
    }

    public Program get(ProgramId id) {
        return store.find(id).orElseThrow(() -> Refused.notFound("programme"));
    }

    /** The programme, locked until the transaction ends: its clock stands still meanwhile. */
    public Program lock(ProgramId id) {
        return store.take(id).orElseThrow(() -> Refused.notFound("programme"));
    }
}
