package dev.handsel.payouts.reconciliation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.payouts.reconciliation.ReconciliationStore.StoredReport;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReconciliationController {

    /** One day and currency; the differences are those of single transfers, each with its reason. */
    record ReportView(
            Instant from,
            Instant to,
            String currency,
            long stripeTotal,
            long ledgerTotal,
            long unexplained,

            @JsonRawValue @ArraySchema(schema = @Schema(implementation = ReconciliationReport.TransferDifference.class))
            String differences) {
        static ReportView of(StoredReport stored) {
            var report = stored.report();
            return new ReportView(
                    stored.from(),
                    stored.to(),
                    report.currency(),
                    report.stripeTotal(),
                    report.ledgerTotal(),
                    report.unexplained(),
                    stored.lines());
        }
    }

    private final ReconciliationStore store;

    ReconciliationController(ReconciliationStore store) {
        this.store = store;
    }

    @Operation(
            summary = "What moved at Stripe against what the ledger says, by day and currency, newest first",
            description = """
                    Made every night for the day before. `unexplained` is 0 where everything adds up; the reasons of the other
                    differences are `another_day`, `booked_now` and `not_a_payout`.""")
    @GetMapping("/v1/reconciliations")
    Page<ReportView> list(Caller.Person caller, PageRequest page) {
        caller.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var found = Page.of(page, store.list(page), StoredReport::id);
        return new Page<>(
                found.data().stream().map(ReportView::of).toList(),
                found.hasMore(),
                found.nextCursor(),
                found.previousCursor());
    }
}
