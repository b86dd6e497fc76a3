package dev.handsel.commissions.replay;

import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.EarnedInvoice;
import dev.handsel.commissions.caps.MonthEarnings;
import dev.handsel.commissions.caps.Place;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.Occasion;
import dev.handsel.referrals.customers.Customer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Months in which affiliates are limited, made of facts alone and not of what is kept. All that counts in a month has to be
 * entered before something of it is asked. Not for several threads.
 */
final class ReckonedMonths {

    private final Map<AffiliateMonth, MonthEarnings> months = new HashMap<>();

    /** The place of an invoice or a bounty of a customer whom somebody brought. */
    static Place place(Customer customer, Occasion occasion) {
        return Place.of(customer.affiliate().orElseThrow(), customer.ref(), occasion);
    }

    /** Enters what it would earn where nobody is limited, by its inputs. */
    void enter(Customer customer, Occasion occasion, Optional<Inputs> inputs) {
        var place = place(customer, occasion);
        EarnedInvoice.of(place, customer.id(), inputs)
                .ifPresent(earned -> months.computeIfAbsent(place.month(), _ -> new MonthEarnings())
                        .put(earned));
    }

    /** Whether something was entered in the month. */
    boolean isReckoned(AffiliateMonth month) {
        return months.containsKey(month);
    }

    /** The inputs where those that come before in the month have taken theirs; the same where nothing was entered. */
    Optional<Inputs> cut(Customer customer, Occasion occasion, Optional<Inputs> inputs) {
        var place = place(customer, occasion);
        var earnings = months.get(place.month());
        return earnings == null ? inputs : inputs.map(one -> one.withEarnedInMonth(earnings.before(place.key())));
    }
}
