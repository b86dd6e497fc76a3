package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.money.Currency;
import dev.handsel.ledger.Ledger;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds lines and releases them, where a restriction of their customer or affiliate was raised or cleared. Which of them are held
 * then is not said here: the database holds exactly those of whom one stands.
 */
@Service
public class HeldLines {

    private final HoldStore store;
    private final Ledger ledger;

    HeldLines(HoldStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /**
     * An invoice, or a bounty, of which commissions had been paid out to an affiliate.
     *
     * @param invoice the merchant's id of it; empty for a bounty
     * @param amount what of them was, in minor units
     */
    public record PaidInvoice(
            CustomerId customer, String invoice, AffiliateId affiliate, Currency currency, long amount) {}

    /**
     * What counts of lines of one customer and affiliate, in minor units.
     *
     * @param held whether they are held
     * @param paid whether they are of invoices, or the bounty, of which something was paid out: a block spares these
     * @param rest what was not taken back
     * @param gone what of that has been paid out or is on its way: a hold stops it no more
     */
    public record Earned(
            CustomerId customer,
            AffiliateId affiliate,
            Currency currency,
            boolean held,
            boolean paid,
            long rest,
            long gone) {}

    /** What counts of the lines of these customers and affiliates; nothing is locked. At most three statements. */
    public List<Earned> earned(Collection<CustomerId> customers, Collection<AffiliateId> affiliates) {
        var owners = store.owners(customers, affiliates);
        return owners.isEmpty() ? List.of() : store.earned(customers, affiliates, owners, ledger.outgoing(owners));
    }

    /** Lines that are locked, with all that their affiliates are owed, until the transaction ends. */
    public final class Taken {

        private final Set<AffiliateId> owners;
        private final List<Ledger.Outgoing> outgoing;

        private Taken(Set<AffiliateId> owners, List<Ledger.Outgoing> outgoing) {
            this.owners = owners;
            this.outgoing = outgoing;
        }

        /** What counts as paid out of these customers' invoices. */
        public List<PaidInvoice> paidOut(Collection<CustomerId> customers) {
            return customers.isEmpty() || owners.isEmpty() ? List.of() : store.paidOut(customers, owners, outgoing);
        }

        /** Holds those of these customers and affiliates; returns how many were not held before. */
        public int hold(Collection<CustomerId> customers, Collection<AffiliateId> affiliates) {
            return owners.isEmpty() ? 0 : store.hold(customers, affiliates, owners, outgoing);
        }

        /** Releases those of these customers and affiliates of whom nothing stands any more; returns how many. */
        public int release(Collection<CustomerId> customers, Collection<AffiliateId> affiliates) {
            return owners.isEmpty() ? 0 : store.release(customers, affiliates);
        }
    }

    /**
     * Locks the lines that count of these customers and affiliates, and keeps payouts away: one that has looked already is
     * waited for, and what it has reserved counts as on its way; one that comes later sees what is held.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Taken take(Collection<CustomerId> customers, Collection<AffiliateId> affiliates) {
        var owners = store.take(customers, affiliates);
        if (owners.isEmpty()) {
            return new Taken(owners, List.of());
        }
        ledger.lock(owners);
        return new Taken(owners, ledger.outgoing(owners));
    }
}
