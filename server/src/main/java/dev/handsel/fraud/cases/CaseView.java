package dev.handsel.fraud.cases;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.cases.FraudCase.CaseState;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.FraudType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case, as a list shows it.
 *
 * @param affiliate whose it is; absent where it is nobody's, and {@code account} says of whom it is
 * @param account `customer:` and the merchant's id
 * @param action the strongest verdict in it that counts
 * @param rules the ids of those that say something
 * @param waiting of how many accounts something is said that nobody has decided
 * @param openedAt by the clock of the programme
 */
record CaseView(
        CaseId id,
        ProgramId program,
        @Nullable AffiliateId affiliate,
        @Nullable String account,
        FraudType type,
        CaseState state,
        Action action,
        List<String> rules,
        int waiting,
        Instant openedAt) {

    static CaseView of(FraudCase found) {
        return new CaseView(
                found.id(),
                found.program(),
                found.whose().affiliate(),
                found.whose().account(),
                found.type(),
                found.state(),
                found.action(),
                found.rules(),
                found.waiting(),
                found.openedAt());
    }
}
