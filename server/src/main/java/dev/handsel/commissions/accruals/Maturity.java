package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.ledger.Ledger;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.time.ProgramWork;
import java.time.Instant;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/** The end of the holding period: what is left of a commission becomes payable. */
@Service
@Order(1)
public class Maturity implements ProgramWork {

    private static final int CHUNK = 1_000;
    private static final String ACTOR = "system";

    private final Transactions transactions;
    private final CommissionStore commissions;
    private final Ledger ledger;

    Maturity(Transactions transactions, CommissionStore commissions, Ledger ledger) {
        this.transactions = transactions;
        this.commissions = commissions;
        this.ledger = ledger;
    }

    @Override
    public Optional<Instant> nextDue(ProgramId program) {
        return commissions.nextDue(program);
    }

    @Override
    public int workOff(ProgramId program, Instant now) {
        return matureDue(program, now);
    }

    /**
     * Makes payable in the books every commission whose holding period is over by {@code now}, whether somebody holds it or not;
     * returns how many. What is held is payable and yet not paid out ({@link HeldAmounts}).
     * Each commission's transaction has a key of its own, so two processes cannot do it twice.
     */
    public int matureDue(ProgramId program, Instant now) {
        int matured = 0;
        int chunk;
        do {
            chunk = transactions.required(() -> matureChunk(program, now));
            matured += chunk;
        } while (chunk == CHUNK);
        return matured;
    }

    private int matureChunk(ProgramId program, Instant now) {
        var due = commissions.takeDue(program, now, CHUNK);
        if (due.isEmpty()) {
            return 0;
        }
        commissions.matured(due);
        var entries = due.stream()
                .filter(commission -> commission.reversed() < commission.amount())
                .map(commission -> commission.maturity(now))
                .toList();
        ledger.post(program, ACTOR, entries);
        return due.size();
    }
}
