package dev.handsel.commissions.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.commissions.accruals.Commissions;
import dev.handsel.commissions.replay.EngineDifferences.Differences;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Programs;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * What the first engine booked, computed by the rules of today: shown first, and booked where somebody asks for the very list
 * that was shown. Nothing old is rebooked otherwise.
 */
@Service
class Rebookings {

    private final EngineDifferences differences;
    private final Commissions commissions;
    private final Programs programs;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    Rebookings(
            EngineDifferences differences,
            Commissions commissions,
            Programs programs,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.differences = differences;
        this.commissions = commissions;
        this.programs = programs;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What would be booked, at one moment. */
    Differences preview(ProgramId program) {
        return transactions.snapshot(() -> differences.of(programs.terms(program)));
    }

    /**
     * Books the list of this digest, all of it or nothing; events of the programme wait meanwhile. Refuses with 409 {@code
     * preview_outdated} where the list has become another one.
     */
    Differences book(ProgramId program, String digest, String actor) {
        return transactions.required(() -> {
            // Compared before anybody has to wait for it, and once more when nobody changes anything.
            listed(program, digest);
            programs.changeTerms(program);
            var listed = listed(program, digest);
            var terms = programs.terms(program);
            var now = terms.program().now(clock);
            differences.eachChunk(program, chunk -> commissions.rebook(terms, now, chunk, actor));
            audit.record(actor, "commissions.rebooked", program.toString(), Map.of("preview", digest));
            return listed;
        });
    }

    private Differences listed(ProgramId program, String digest) {
        var listed = differences.of(programs.terms(program));
        if (!listed.digest().equals(digest)) {
            throw Refused.conflict("preview_outdated", "What would be booked has changed since; ask for it again.");
        }
        return listed;
    }
}
