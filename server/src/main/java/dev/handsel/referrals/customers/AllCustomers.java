package dev.handsel.referrals.customers;

import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** All customers of all programmes, to be gone through. */
@Service
public class AllCustomers {

    private final CustomerStore store;

    AllCustomers(CustomerStore store) {
        this.store = store;
    }

    /** A customer, and whose. */
    public record ProgramCustomer(ProgramId program, Customer customer) {}

    /** The next customers of a programme whom somebody brought, in the order of their ids. */
    public List<Customer> attributed(ProgramId program, Optional<CustomerId> last, int most) {
        return store.attributed(program, last, most);
    }

    /** The customers of these ids. */
    public List<Customer> of(Collection<CustomerId> ids) {
        return ids.isEmpty() ? List.of() : store.of(ids);
    }

    /** The next customers in the order of their ids, from the first one on where {@code last} is empty. */
    public List<ProgramCustomer> after(Optional<CustomerId> last, int most) {
        return store.after(last, most);
    }
}
