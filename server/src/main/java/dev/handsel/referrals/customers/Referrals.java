package dev.handsel.referrals.customers;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.clicks.ClickStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Customers, clicks and attribution. */
@Service
public class Referrals {

    private final CustomerStore customers;
    private final ClickStore clicks;
    private final Affiliates affiliates;

    Referrals(CustomerStore customers, ClickStore clicks, Affiliates affiliates) {
        this.customers = customers;
        this.clicks = clicks;
        this.affiliates = affiliates;
    }

    /** The customer a merchant calls this. */
    public Optional<Customer> find(ProgramId program, String ref) {
        return customers.find(program, ref);
    }

    /**
     * Reads, with at most three statements, what {@code facts} concern: customers (locked), clicks and affiliates.
     *
     * @param known further customers, found through their invoices
     * @param now the programme's present
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ReferralBatch open(Terms terms, Collection<Fact> facts, Collection<CustomerId> known, Instant now) {
        var program = terms.program().id();
        var leads = leads(terms, facts);
        var owners = new HashSet<AffiliateId>();
        leads.forEach(lead -> owners.add(lead.affiliate()));
        var found = new Leads();
        leads.forEach(found::add);
        var directory = affiliates.directory(program, facts, owners);
        var batch = new ReferralBatch(terms, now, customers, clicks, directory, found);
        var refs = facts.stream()
                .map(Fact::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!refs.isEmpty() || !known.isEmpty()) {
            customers.take(program, refs, known).forEach(batch::know);
        }
        return batch;
    }

    private Collection<ClickStore.Lead> leads(Terms terms, Collection<Fact> facts) {
        var ids = new ArrayList<ClickId>();
        var refs = new ArrayList<String>();
        var devices = new ArrayList<String>();
        var from = Instant.MAX;
        var to = Instant.EPOCH;
        boolean matchDevice = terms.program().attribution().matchDevice();
        for (var fact : facts) {
            if (fact instanceof Fact.Signup signup) {
                Stream.ofNullable(signup.clickId())
                        .flatMap(id -> ClickId.find(id).stream())
                        .forEach(ids::add);
                Stream.ofNullable(signup.clickRef()).forEach(refs::add);
                if (matchDevice && signup.client().device() != null) {
                    var at = signup.envelope().occurredAt();
                    var opens = at.minus(terms.at(at).attributionWindow());
                    devices.add(signup.client().device());
                    from = opens.isBefore(from) ? opens : from;
                    to = at.isAfter(to) ? at : to;
                }
            }
        }
        return ids.isEmpty() && refs.isEmpty() && devices.isEmpty()
                ? List.of()
                : clicks.leads(terms.program().id(), ids, refs, devices, from.isAfter(to) ? to : from, to);
    }
}
