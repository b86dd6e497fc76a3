package dev.handsel.payoutaccounts;

import dev.handsel.ids.AffiliateId;
import dev.handsel.ids.ProgramId;
import dev.handsel.programs.Program.PayoutProvider;
import java.util.Locale;

/**
 * An affiliate's account with the provider of payouts.
 *
 * @param version counts changes, for {@code ETag}
 */
public record PayoutAccount(
        AffiliateId affiliate, ProgramId program, PayoutProvider provider, State state, long version) {

    /** What the provider last said. */
    public enum State {
        /** Not set up to the end. */
        ONBOARDING,
        /** Money can be sent. */
        ENABLED,
        /** Money could be sent once and cannot now. */
        RESTRICTED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean payoutsEnabled() {
        return state == State.ENABLED;
    }

    PayoutAccount saying(boolean enabled) {
        return new PayoutAccount(affiliate, program, provider, enabled ? State.ENABLED : State.RESTRICTED, version + 1);
    }
}
