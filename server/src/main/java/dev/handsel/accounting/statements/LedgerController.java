package dev.handsel.accounting.statements;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.TransactionId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.ledger.LedgerHistory;
import dev.handsel.ledger.LedgerHistory.PostedTransaction;
import dev.handsel.ledger.LedgerVerification;
import dev.handsel.ledger.LedgerVerification.Violation;
import dev.handsel.ledger.Transaction.TransactionKind;
import dev.handsel.platform.http.Costly;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.referrals.affiliates.Affiliates;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LedgerController {

    private final LedgerVerification verification;
    private final LedgerHistory history;
    private final Affiliates affiliates;

    LedgerController(LedgerVerification verification, LedgerHistory history, Affiliates affiliates) {
        this.verification = verification;
        this.history = history;
        this.affiliates = affiliates;
    }

    record Checked(List<String> invariants, long transactions, long postings) {}

    record VerificationView(boolean ok, Checked checked, List<Violation> violations) {}

    @Operation(
            summary = "Verify the ledger",
            description = "Looks at every transaction; every invariant that does not hold is listed.")
    @Costly
    @GetMapping("/v1/ledger/verify")
    VerificationView verify(Caller.Person caller) {
        caller.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var report = verification.run();
        return new VerificationView(
                report.ok(),
                new Checked(report.invariants(), report.transactions(), report.postings()),
                report.violations());
    }

    record PostingView(String account, String currency, long amount) {}

    record TransactionView(
            TransactionId id,
            TransactionKind kind,
            SourceView source,
            Instant effectiveAt,
            Instant recordedAt,
            String actor,
            List<PostingView> postings) {
        static TransactionView of(PostedTransaction transaction) {
            return new TransactionView(
                    transaction.id(),
                    transaction.kind(),
                    SourceView.of(transaction),
                    transaction.effectiveAt(),
                    transaction.recordedAt(),
                    transaction.actor(),
                    transaction.postings().stream()
                            .map(leg -> new PostingView(
                                    leg.account(), leg.currency().code(), leg.amount()))
                            .toList());
        }
    }

    @Operation(
            summary = "The ledger transactions of an affiliate, the newest first",
            description =
                    "Postings are minor units: positive is a debit, negative a credit; a transaction adds up to 0.")
    @GetMapping("/v1/ledger/transactions")
    Page<TransactionView> transactions(Caller caller, @RequestParam AffiliateId affiliate, PageRequest page) {
        return history.of(affiliates.require(caller, affiliate).id(), page).map(TransactionView::of);
    }
}
