package dev.handsel.commissions.tiers;

import static java.util.stream.Collectors.groupingBy;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.tiers.TierFigures.Figure;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Beforehand;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.agreements.Agreements;
import dev.handsel.programs.agreements.DueTier;
import dev.handsel.programs.agreements.TierStore;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.terms.Terms;
import dev.handsel.programs.time.ProgramWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
        return agreements(program).flatMap(Agreements::nextTiers);
    }

    /** Of several months the first one alone: the others have their turns. */
    @Override
    public int workOff(ProgramId program, Instant now) {
        boolean due = agreements(program)
                .filter(known -> !known.tiersDue(now).isEmpty())
                .isPresent();
        return due ? fix(program, now) : 0;
    }

    /** Asked at every step of a clock: hardly any programme has tiers, and then all of its terms need not be read. */
    private Optional<Agreements> agreements(ProgramId program) {
        return store.anyTiers(program) ? Optional.of(programs.terms(program).agreements()) : Optional.empty();
    }

    /**
     * Lets facts be judged by terms that the caller holds, and read since. Where a month that began by {@code latest} is not
     * fixed, the caller's transaction is rolled back, the month fixed, and the work done again.
     */
    public void require(Terms terms, Instant latest) {
        if (!terms.agreements().tiersDue(latest).isEmpty()) {
            throw new Beforehand(
                    "The tiers of a month are to be fixed before anything of it is booked",
                    () -> fixAll(terms.program().id(), latest));
        }
    }

    /** Each month in a transaction of its own, as nobody may book anything while one is fixed. */
    private void fixAll(ProgramId program, Instant upTo) {
        while (fix(program, upTo) > 0) {}
    }

    /**
     * Fixes the first month that begins by {@code upTo} and is not fixed, of all terms, and says of how many that was. What several
     * count alike is counted once.
     */
    private int fix(ProgramId program, Instant upTo) {
        return transactions.required(() -> {
            programs.changeTerms(program);
            var due = programs.terms(program).agreements().tiersDue(upTo);
            var first = due.stream()
                    .filter(one -> one.month().equals(due.getFirst().month()))
                    .toList();
            first.stream().collect(groupingBy(Measured::of)).forEach((measured, alike) -> {
                long lowest = alike.stream().mapToLong(TierFixing::lowest).min().orElseThrow();
                var counted = figures.of(program, measured, lowest);
                alike.forEach(one -> fix(program, one, counted));
            });
            return first.size();
        });
    }

    private static long lowest(DueTier due) {
        return due.tiers().steps().getFirst().from();
    }

    private void fix(ProgramId program, DueTier due, List<Figure> counted) {
        var earning = figures.earning(program, due.terms().subject());
        var reached = counted.stream()
                .filter(figure -> earning.includes(figure.affiliate()))
                .flatMap(figure -> due.reached(figure.affiliate(), figure.figure()).stream())
                .toList();
        store.add(program, due, reached, clock.instant());
        audit.record(
                ACTOR,
                "terms.tiers_fixed",
                program.toString(),
                Map.of("terms", due.terms().id(), "month", due.month(), "affiliates", reached.size()));
    }
}
