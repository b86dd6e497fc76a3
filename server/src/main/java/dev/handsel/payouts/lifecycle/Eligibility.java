package dev.handsel.payouts.lifecycle;

import dev.handsel.base.money.Currencies;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.accounts.PayoutPause;
import dev.handsel.programs.terms.Program;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether something can be paid out of what is payable, and how much.
 *
 * @param minimum the least that is paid out, in minor units
 * @param held how much of what is payable must not leave, in minor units
 * @param active whether the affiliate takes part
 * @param enabled whether money can be sent to the affiliate
 * @param open whether another payout is on its way
 * @param pause what the provider refused for good; null where it did not
 */
public record Eligibility(
        Money payable,
        long minimum,
        long held,
        boolean active,
        boolean enabled,
        boolean open,
        @Nullable PayoutPause pause) {

    /** No transaction of the ledger moves more than this. */
    private static final long MOST = 1_000_000_000_000_000L;

    /** What comes of it. */
    public sealed interface Decision {
        /** This amount, a multiple of the payout step; the rest stays payable. */
        record Pays(Money amount) implements Decision {}

        /** Nothing. */
        record Refuses(SkipReason reason) implements Decision {}
    }

    /** Why nothing is paid out of a balance. */
    public enum SkipReason {
        AFFILIATE_DISABLED,
        /** The currency has ended; what is owed in it is to be booked over to another. */
        CURRENCY_ENDED,
        /** No money can be sent to the affiliate's payout account. */
        PAYOUTS_DISABLED,
        /** Another payout in this currency is open. */
        PAYOUT_IN_PROGRESS,
        BELOW_MINIMUM,
        /** Less is payable than was asked for. */
        INSUFFICIENT_BALANCE,
        /** Commissions under review are a part of what is payable. */
        ON_HOLD,
        /** The provider refused it for a reason that trying again does not mend. */
        PAYOUTS_PAUSED
    }

    /** The programme's minimum, or one payout step where it names none. */
    static long minimum(Program program, Currency currency) {
        return Math.max(program.payoutMinimum(currency), Currencies.payoutStep(currency));
    }

    /** What comes of asking for {@code wanted}, or for everything where that is null. */
    public Decision judge(@Nullable Long wanted) {
        var reason = reason(wanted);
        if (reason.isPresent()) {
            return new Decision.Refuses(reason.get());
        }
        var amount = Math.min(wanted == null ? available() : wanted, MOST);
        var step = Currencies.payoutStep(payable.currency());
        var rounded = amount - amount % step;
        if (pause != null && pause.forbids(rounded)) {
            return new Decision.Refuses(SkipReason.PAYOUTS_PAUSED);
        }
        return rounded > 0
                ? new Decision.Pays(new Money(rounded, payable.currency()))
                : new Decision.Refuses(SkipReason.BELOW_MINIMUM);
    }

    private Optional<SkipReason> reason(@Nullable Long wanted) {
        if (!active) {
            return Optional.of(SkipReason.AFFILIATE_DISABLED);
        }
        if (!enabled) {
            return Optional.of(SkipReason.PAYOUTS_DISABLED);
        }
        if (open) {
            return Optional.of(SkipReason.PAYOUT_IN_PROGRESS);
        }
        if (payable.minor() < minimum || (wanted != null && wanted < minimum)) {
            return Optional.of(SkipReason.BELOW_MINIMUM);
        }
        if (wanted != null && wanted > payable.minor()) {
            return Optional.of(SkipReason.INSUFFICIENT_BALANCE);
        }
        return available() < (wanted == null ? minimum : wanted) ? Optional.of(SkipReason.ON_HOLD) : Optional.empty();
    }

    private long available() {
        return payable.minor() - held;
    }
}
