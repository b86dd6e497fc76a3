package dev.handsel.referrals.customers;

import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import dev.handsel.platform.database.Transactions;
import dev.handsel.referrals.affiliates.Mailbox;
import dev.handsel.referrals.customers.SelfReferralStore.Pair;
import dev.handsel.referrals.customers.SelfReferralStore.Progress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;

/**
 * Looks through all customers, once for each version of what is known of mailboxes: signups are judged when they come, and
 * customers of before, or of an older server beside this one, may turn out to be the affiliates they are owed to. Those are
 * listed for somebody to look at, with an audit entry each; attribution and money stay as they are. A transaction a chunk, so
 * that it may be cut short anywhere, and no customer is locked.
 */
@Service
class SelfReferralSearch {

    private static final int CHUNK = 2000;

    private final SelfReferralStore store;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    SelfReferralSearch(SelfReferralStore store, AuditTrail audit, Transactions transactions, InstantSource clock) {
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Goes on to the last customer there is, from the first one where the rules have changed. */
    void run() {
        var more = true;
        while (more) {
            more = transactions.required(this::chunk);
        }
    }

    private boolean chunk() {
        var reached = store.take();
        var from = reached.rules().equals(Mailbox.rules()) ? reached.last() : null;
        var pairs = store.after(from, CHUNK);
        keep(pairs.stream().filter(SelfReferralSearch::oneMailbox).toList());
        var last = pairs.isEmpty() ? from : pairs.getLast().customer().value();
        store.save(new Progress(Mailbox.rules(), last));
        return pairs.size() == CHUNK;
    }

    private static boolean oneMailbox(Pair pair) {
        return pair.customerEmail() != null
                && pair.affiliateEmail() != null
                && Mailbox.same(pair.customerEmail(), pair.affiliateEmail());
    }

    private void keep(List<Pair> found) {
        var fresh = store.add(found, clock.instant());
        audit.recordAll(found.stream()
                .filter(pair -> fresh.contains(pair.customer()))
                .map(pair -> new AuditEntry(
                        "system",
                        "customer.self_referral_found",
                        pair.customer().toString(),
                        Map.of("program", pair.program(), "affiliate", Objects.requireNonNull(pair.affiliate()))))
                .toList());
    }
}
