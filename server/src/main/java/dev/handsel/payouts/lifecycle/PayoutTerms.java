package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Money;
import dev.handsel.base.words.Word;
import dev.handsel.programs.terms.Program.PayoutProvider;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is the same of a payout in every state.
 *
 * @param amount positive, a multiple of the currency's payout step
 * @param destination the provider's account that the money goes to, as it was when the payout came to be; null with the
 *     simulated provider
 * @param requestedBy who asked for it or ran the batch, as in the audit log
 * @param twoPerson whether somebody else must approve it, as the programme had it when the payout came to be
 * @param createdAt by the programme's clock
 * @param version counts the steps
 */
public record PayoutTerms(
        PayoutId id,
        ProgramId program,
        AffiliateId affiliate,
        Money amount,
        PayoutProvider provider,
        @Nullable String destination,
        Origin origin,
        String requestedBy,
        boolean twoPerson,
        Instant createdAt,
        long version) {
    public PayoutTerms {
        amount = amount.requirePositive();
    }

    PayoutTerms next() {
        return new PayoutTerms(
                id,
                program,
                affiliate,
                amount,
                provider,
                destination,
                origin,
                requestedBy,
                twoPerson,
                createdAt,
                version + 1);
    }

    /** How a payout came to be. */
    public enum Origin implements Word {
        BATCH,
        REQUEST,
        /** The provider has the transfer and this database had lost the payout. */
        RECOVERED
    }
}
