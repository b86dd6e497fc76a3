package dev.handsel.referrals.customers;

import dev.handsel.base.facts.Reference.ToClick;
import dev.handsel.base.facts.Reference.ToCustomer;
import dev.handsel.base.facts.Reference.ToDevice;
import dev.handsel.base.facts.Reference.ToNamedClick;
import dev.handsel.base.facts.References;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.clicks.ClickStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
     * Reads, with at most four statements, what the facts of a batch name: customers (locked), clicks and affiliates.
     *
     * @param known further customers, found through their invoices
     * @param now the programme's present
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ReferralBatch read(Terms terms, References named, Collection<CustomerId> known, Instant now) {
        var program = terms.program().id();
        var leads = leads(terms, named);
        var owners = new HashSet<AffiliateId>();
        leads.forEach(lead -> owners.add(lead.affiliate()));
        var found = new Leads();
        leads.forEach(found::add);
        var directory = affiliates.directory(terms.program(), named, owners);
        var batch = new ReferralBatch(terms, now, customers, clicks, directory, found);
        var refs = named.of(ToCustomer.class).map(ToCustomer::ref).toList();
        if (!refs.isEmpty() || !known.isEmpty()) {
            customers.take(program, refs, known).forEach(batch::know);
        }
        return batch;
    }

    private Collection<ClickStore.Lead> leads(Terms terms, References named) {
        var ids = named.of(ToClick.class)
                .flatMap(click -> ClickId.find(click.id()).stream())
                .toList();
        var refs = named.of(ToNamedClick.class).map(ToNamedClick::ref).toList();
        var devices = terms.program().attribution().matchDevice()
                ? named.of(ToDevice.class).toList()
                : List.<ToDevice>of();
        if (ids.isEmpty() && refs.isEmpty() && devices.isEmpty()) {
            return List.of();
        }
        var from = devices.stream()
                .map(device -> device.until().minus(terms.at(device.until()).attributionWindow()))
                .min(Comparator.naturalOrder());
        var to = devices.stream().map(ToDevice::until).max(Comparator.naturalOrder());
        var names = devices.stream().map(ToDevice::device).toList();
        return clicks.leads(
                terms.program().id(), ids, refs, names, from.orElse(Instant.EPOCH), to.orElse(Instant.EPOCH));
    }
}
