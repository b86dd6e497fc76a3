package dev.handsel.ledger;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The books. Whatever is written here is written in the caller's database transaction, and PostgreSQL itself refuses
 * what does not balance, overdraws a guarded account, or reuses a key for something else.
 */
@Service
public class Ledger {

    private final LedgerStore store;

    Ledger(LedgerStore store) {
        this.store = store;
    }

    /**
     * Writes transactions of one programme in one statement. A transaction whose kind and key are known already, with the same
     * content, is left as it stands; with other content the database refuses the whole.
     *
     * @param actor who caused it, as in the audit log
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(ProgramId program, String actor, List<Transaction> transactions) {
        if (!transactions.isEmpty()) {
            store.post(program, actor, transactions);
        }
    }

    /** What the affiliate is owed, a row for each currency it ever had, in the order of their codes. */
    public List<Balance> balances(AffiliateId affiliate) {
        return store.balances(affiliate);
    }

    /**
     * What one affiliate has been paid in one currency, in minor units.
     *
     * @param paid transferred, less what came back
     * @param sure the same without what people added by corrections and write-offs, as if that had left first: what is certain to have
     *     been paid of commissions; never negative
     * @param out as {@code sure}, with what is on its way
     */
    public record Outgoing(AffiliateId affiliate, Currency currency, long paid, long sure, long out) {}

    /** What these affiliates have been paid, in one statement. */
    public List<Outgoing> outgoing(Collection<AffiliateId> affiliates) {
        return store.outgoing(affiliates);
    }

    /** Holds still everything that these affiliates are owed, until the database transaction ends: nobody pays them meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(Collection<AffiliateId> affiliates) {
        store.lock(affiliates);
    }

    /**
     * What is payable to the affiliate in this currency, held still until the database transaction ends: nobody else can
     * move it meanwhile.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money lockPayable(AffiliateId affiliate, Currency currency) {
        return new Money(store.lockPayable(affiliate, currency), currency);
    }

    /**
     * The next accounts of the programme with something payable, in the order in which they came to be, each held still
     * until the database transaction ends.
     *
     * @param after the last account of the chunk before, or 0
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Payable> lockPayables(ProgramId program, long after, int most) {
        return store.lockPayables(program, after, most);
    }

    /** As {@link #lockPayables}, without holding anything: for a preview. */
    public List<Payable> payables(ProgramId program, long after, int most) {
        return store.payables(program, after, most);
    }
}
