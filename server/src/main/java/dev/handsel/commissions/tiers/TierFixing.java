package dev.handsel.commissions.tiers;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Beforehand;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.agreements.DueTier;
import dev.handsel.programs.agreements.TierStore;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.terms.Terms;
import dev.handsel.programs.time.ProgramWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/**
 * Fixes which step of their tiers affiliates have in a month, when the month begins and from what is known then. Each month of
 * some terms is fixed once, whoever comes first: time, or an event that is dated in it.
 */
@Service
@Order(0)
public class TierFixing implements ProgramWork {

    private static final String ACTOR = "system";

    private final Programs programs;
    private final TierFigures figures;
    private final TierStore store;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    TierFixing(
            Programs programs,
            TierFigures figures,
            TierStore store,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.programs = programs;
        this.figures = figures;
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> nextDue(ProgramId program) {
        return programs.terms(program).agreements().nextTiers();
    }

    @Override
    public int workOff(ProgramId program, Instant now) {
        return programs.terms(program).agreements().tiersDue(now).isEmpty() ? 0 : fix(program, now);
    }

    /**
     * Lets facts be judged by terms that the caller holds, and read since. Where a month that began by {@code latest} is not
     * fixed, the caller's transaction is rolled back, the month fixed, and the work done again.
     */
    public void require(Terms terms, Instant latest) {
        if (!terms.agreements().tiersDue(latest).isEmpty()) {
            throw new Beforehand(
                    "The tiers of a month are to be fixed before anything of it is booked",
                    () -> fix(terms.program().id(), latest));
        }
    }

    /** Fixes every month that begins by {@code upTo} and is not fixed, and says how many that were. */
    private int fix(ProgramId program, Instant upTo) {
        return transactions.required(() -> {
            programs.changeTerms(program);
            var due = programs.terms(program).agreements().tiersDue(upTo);
            due.forEach(month -> fix(program, month));
            return due.size();
        });
    }

    private void fix(ProgramId program, DueTier due) {
        var reached = figures.reached(program, due);
        store.add(program, due, reached, clock.instant());
        audit.record(
                ACTOR,
                "terms.tiers_fixed",
                program.toString(),
                Map.of("terms", due.terms().id(), "month", due.month(), "affiliates", reached.size()));
    }
}
