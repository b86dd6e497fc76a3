package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.base.money.Split;
import dev.handsel.payouts.lifecycle.PayoutPart;
import dev.handsel.payouts.lifecycle.PayoutPart.PartState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a payout that is too much for one transfer is cut: into as few parts as the most of one transfer allows, about equal, which
 * add up to it exactly, each a multiple of the currency's payout step.
 */
final class PartPlan {

    /** A payout of more parts is none that somebody meant. */
    static final int MOST_PARTS = 100;

    /** Eight digits, but for currencies of small units (docs.stripe.com/currencies, maximum amounts). */
    private static final long MOST = 99_999_999L;

    private static final long MOST_OF_SMALL_UNITS = 999_999_999_999L;
    private static final Map<String, Long> MOSTS = Map.of(
            "COP", MOST_OF_SMALL_UNITS,
            "HUF", MOST_OF_SMALL_UNITS,
            "IDR", MOST_OF_SMALL_UNITS,
            "INR", 999_999_999L,
            "JPY", MOST_OF_SMALL_UNITS,
            "LBP", MOST_OF_SMALL_UNITS);

    private PartPlan() {}

    /** The most that Stripe documents for one transfer, in minor units. What it really takes may be less. */
    static long most(Currency currency) {
        return MOSTS.getOrDefault(currency.code(), MOST);
    }

    /** The most that is tried after this much was refused as too large: what is documented, or half of it. */
    static long mostAfter(Money refused) {
        long documented = most(refused.currency());
        return refused.minor() > documented ? documented : Math.ceilDiv(refused.minor(), 2);
    }

    /** The amounts in minor units; none where it cannot be cut so, or into too many. */
    static List<Long> cut(Money whole, long most) {
        long step = Currencies.payoutStep(whole.currency());
        long steps = whole.minor() / step;
        long mostSteps = Math.max(1, most / step);
        long parts = Math.ceilDiv(steps, mostSteps);
        if (parts < 2 || parts > MOST_PARTS) {
            return List.of();
        }
        var amounts = Split.equally(steps, (int) parts);
        amounts = Arrays.stream(amounts).map(each -> each * step).toArray();
        amounts[0] += whole.minor() % step;
        return Arrays.stream(amounts).boxed().toList();
    }

    /** Parts of these amounts that wait to be sent, by the first numbers that are free. */
    static List<PayoutPart> numbered(PayoutId payout, List<Long> amounts, Set<Integer> taken) {
        List<PayoutPart> parts = new ArrayList<>();
        int number = 0;
        for (var amount : amounts) {
            do {
                number++;
            } while (taken.contains(number));
            parts.add(new PayoutPart(number, amount, key(payout, number), PartState.OPEN, null, 0, null));
        }
        return parts;
    }

    static String key(PayoutId payout, int number) {
        return "po_" + payout.value() + "_" + number;
    }
}
