package dev.handsel.fraud.cases;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.cases.DecisionStore.Decided;
import dev.handsel.fraud.cases.FraudCase.CaseState;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.FraudType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case with all that is known about it.
 *
 * @param affiliate whose it is; absent where it is nobody's, and {@code account} says of whom it is
 * @param account `customer:` and the merchant's id
 * @param action the strongest verdict in it that counts
 * @param rules the ids of those that say something
 * @param waiting of how many accounts something is said that nobody has decided
 * @param openedAt by the clock of the programme
 * @param accounts who are named by the evidence that is shown, then all whom the case is of; the first 200
 * @param evidence what rules say, the strongest first, the first 200
 * @param moreEvidence how much of it is left out
 * @param clawBackProposals what had been paid out when somebody was blocked: nothing takes it back by itself
 * @param decisions what people decided, the oldest first
 */
record CaseDetailView(
        CaseId id,
        ProgramId program,
        @Nullable AffiliateId affiliate,
        @Nullable String account,
        FraudType type,
        CaseState state,
        Action action,
        List<String> rules,
        int waiting,
        Instant openedAt,
        List<AccountView> accounts,
        List<EvidenceView> evidence,
        int moreEvidence,
        List<ClawBackView> clawBackProposals,
        List<DecisionView> decisions) {

    /**
     * Somebody who is named.
     *
     * @param customer the merchant's id; absent for an affiliate who has none
     * @param affiliate their id where that is what they are known by
     * @param verdict what counts of them in this case; absent where they are only named
     * @param since from when on, by the clock of the programme
     * @param restricted whether anything is held or blocked by it
     * @param events where their events are listed
     */
    record AccountView(
            String account,
            @Nullable String customer,
            @Nullable AffiliateId affiliate,
            @Nullable Action verdict,
            @Nullable Instant since,
            boolean restricted,
            @Nullable String events) {}

    /** An invoice that goes on earning although its customer is blocked. */
    record ClawBackView(String customer, String invoice, AffiliateId affiliate, long amount, String currency) {}

    /** What a person decided. */
    record DecisionView(
            FraudCase.Choice decision,
            String reasonCode,
            String reason,
            @Nullable String whitelist,
            Instant decidedAt,
            String reviewer) {

        static DecisionView of(Decided decided) {
            return new DecisionView(
                    decided.decision(),
                    decided.reasonCode(),
                    decided.reason(),
                    decided.whitelist() == null ? null : decided.whitelist().word(),
                    decided.at(),
                    decided.reviewer());
        }
    }
}
