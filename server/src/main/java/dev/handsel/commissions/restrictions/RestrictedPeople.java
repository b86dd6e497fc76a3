package dev.handsel.commissions.restrictions;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.customers.BlockedCustomers;
import dev.handsel.referrals.customers.Customer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Those whom restrictions are about: that they are of the programme, and held still. */
@Component
class RestrictedPeople {

    private final BlockedCustomers customers;
    private final Affiliates affiliates;

    RestrictedPeople(BlockedCustomers customers, Affiliates affiliates) {
        this.customers = customers;
        this.affiliates = affiliates;
    }

    /** The customers, locked in the order of their ids; refuses whoever is not of the programme as a fault of the caller. */
    List<Customer> lock(ProgramId program, Collection<CustomerId> ids, Collection<AffiliateId> theirs) {
        var wanted = Set.copyOf(theirs);
        if (affiliates.find(program, List.of(), wanted).size() < wanted.size()) {
            throw new IllegalArgumentException("Not all are affiliates of " + program + ": " + wanted);
        }
        var found = customers.lock(program, ids);
        if (found.size() < ids.size()) {
            throw new IllegalArgumentException("Not all are customers of " + program + ": " + ids);
        }
        return found;
    }
}
