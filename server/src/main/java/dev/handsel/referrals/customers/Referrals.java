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
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.clicks.ClickStore;
import dev.handsel.referrals.clicks.ClickStore.NamedClick;
import dev.handsel.referrals.clicks.ClickStore.Sought;
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

    /** The customers whom a merchant calls these, in no order; one statement. */
    public List<Customer> find(ProgramId program, Collection<String> refs) {
        return refs.isEmpty() ? List.of() : customers.find(program, refs);
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

    private Collection<ClickStore.Lead> leads(Terms terms, References names) {
        var named = names.of(ToClick.class)
                .flatMap(click -> ClickId.find(click.id()).stream()
                        .map(id -> new NamedClick(id, since(terms, click.until()), click.until())))
                .toList();
        var refs = names.of(ToNamedClick.class).map(ToNamedClick::ref).toList();
        var devices = terms.program().attribution().matchDevice()
                ? names.of(ToDevice.class).toList()
                : List.<ToDevice>of();
        if (named.isEmpty() && refs.isEmpty() && devices.isEmpty()) {
            return List.of();
        }
        var sought = new Sought(
                named,
                terms.program().attribution().model() == Model.FIRST_CLICK,
                refs,
                devices.stream().map(ToDevice::device).toList(),
                devices.stream()
                        .map(device -> since(terms, device.until()))
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                devices.stream()
                        .map(ToDevice::until)
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH));
        return clicks.leads(terms.program().id(), sought);
    }

    /** When the window begins in which clicks count for what happens then. */
    private static Instant since(Terms terms, Instant at) {
        return at.minus(terms.at(at).attributionWindow());
    }
}
