package dev.handsel.referrals.customers;

import dev.handsel.base.facts.Block;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps with each customer whether what they pay earns nothing; why that is so is known to who decides it. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class BlockedCustomers {

    private final CustomerStore store;

    BlockedCustomers(CustomerStore store) {
        this.store = store;
    }

    /** These customers as far as they are the programme's, held still until the transaction ends: no event of theirs is taken. */
    public List<Customer> lock(ProgramId program, Collection<CustomerId> ids) {
        return ids.isEmpty() ? List.of() : store.take(program, ids);
    }

    /** From now on these customers are blocked so. They must have been locked. */
    public void set(Map<CustomerId, Block> blocks) {
        if (!blocks.isEmpty()) {
            store.block(blocks);
        }
    }
}
