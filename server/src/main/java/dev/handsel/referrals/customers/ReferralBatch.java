package dev.handsel.referrals.customers;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.facts.Gate.EndedTrade;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.affiliates.AffiliateDirectory;
import dev.handsel.referrals.affiliates.EmailAddresses;
import dev.handsel.referrals.clicks.Click;
import dev.handsel.referrals.clicks.ClickStore;
import dev.handsel.referrals.clicks.ClickStore.Lead;
import dev.handsel.referrals.clicks.Visitors;
import dev.handsel.referrals.customers.Attribution.AttributionReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The customers, clicks and affiliates that a batch of facts concerns, read with a statement each and kept up to date
 * while the batch is worked through in order; {@link #flush} writes what changed, again with a statement each. The
 * customers stay locked until the transaction ends. Not for several threads.
 */
public final class ReferralBatch {

    private final Terms terms;
    private final Instant now;
    private final CustomerStore customerStore;
    private final ClickStore clickStore;
    private final AffiliateDirectory directory;
    private final Leads leads;
    private final Attributor attributor;
    private final Map<String, Customer> customers = new HashMap<>();
    private final Map<CustomerId, Customer> byId = new HashMap<>();
    private final Map<String, Customer> changed = new LinkedHashMap<>();
    private final List<Click> clicks = new ArrayList<>();
    private final List<Customer> attributed = new ArrayList<>();
    private final Map<CustomerId, List<Envelope>> qualified = new LinkedHashMap<>();

    ReferralBatch(
            Terms terms,
            Instant now,
            CustomerStore customerStore,
            ClickStore clickStore,
            AffiliateDirectory directory,
            Leads leads) {
        this.terms = terms;
        this.now = now;
        this.customerStore = customerStore;
        this.clickStore = clickStore;
        this.directory = directory;
        this.leads = leads;
        this.attributor = new Attributor(terms, directory, leads);
    }

    void know(Customer customer) {
        customers.put(customer.ref(), customer);
        byId.put(customer.id(), customer);
    }

    /** The customer of this reference, if anything is known of one. */
    public Optional<Customer> find(String ref) {
        return Optional.ofNullable(customers.get(ref));
    }

    /** A customer who is known to exist, as it stands now. */
    public Customer get(CustomerId id) {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(() -> new IllegalStateException("Customer " + id + " was not read"));
    }

    /** The customer of this reference, made known if need be. */
    public Customer orFresh(String ref) {
        return find(ref).orElseGet(() -> keep(Customer.fresh(ref)));
    }

    /** Keeps a changed customer, to be written at the end. */
    public Customer keep(Customer customer) {
        know(customer);
        changed.put(customer.ref(), customer);
        return customer;
    }

    /** A click that the merchant recorded. */
    public FactOutcome click(Fact.Click fact) {
        var affiliate = directory.byCode(fact.code());
        if (affiliate.isEmpty()) {
            return new FactOutcome.NotAttributed("unknown_code");
        }
        var client = fact.client();
        var click = new Click(
                ClickId.fresh(),
                terms.program().id(),
                affiliate.get().id(),
                null,
                fact.envelope().id(),
                fact.ref(),
                client.device(),
                client.ip(),
                client.userAgent(),
                client.fingerprint(),
                fact.referrer(),
                fact.url(),
                null,
                Visitors.filtered(fact.method(), client.userAgent(), null),
                fact.envelope().occurredAt(),
                now);
        clicks.add(click);
        leads.add(lead(click, affiliate.get().id()));
        return new FactOutcome.Recorded(affiliate.get().id(), null, List.of());
    }

    private static Lead lead(Click click, AffiliateId affiliate) {
        return new Lead(
                click.id(),
                affiliate,
                click.link(),
                click.ref(),
                click.device(),
                click.visitor(),
                click.occurredAt(),
                click.filtered() == null);
    }

    /** A signup: the one moment at which attribution happens. A second signup of a customer changes nothing. */
    public FactOutcome signup(Fact.Signup fact) {
        var customer = orFresh(fact.customer());
        if (customer.signedUp()) {
            return new FactOutcome.Duplicate();
        }
        var email = fact.email() == null ? null : EmailAddresses.normalised(fact.email());
        var attribution = attributor.atSignup(fact, email);
        keepAttributed(customer.signedUp(fact.envelope().occurredAt(), email, attribution));
        if (customer.qualification().passedBy().isPresent()) {
            qualified(customer.id(), fact.envelope());
        }
        return attribution.reason() == AttributionReason.SELF_REFERRAL
                ? new FactOutcome.Recorded(null, attribution.why(), List.of())
                : attribution.outcome();
    }

    /** Attributes a customer whom nobody brought, if the coupon on their first paid invoice is somebody's. */
    public Customer attributeByCoupon(Customer customer, @Nullable String coupon, Instant at) {
        var attribution = customer.attribution();
        boolean undecided =
                attribution != null && attribution.reason() == AttributionReason.NONE && customer.firstPaidAt() == null;
        if (coupon == null || !undecided) {
            return customer;
        }
        var decided = attributor.atFirstInvoice(coupon, customer, at);
        return decided.reason() == AttributionReason.NONE ? customer : keepAttributed(customer.attributed(decided));
    }

    private Customer keepAttributed(Customer customer) {
        attributed.add(customer);
        return keep(customer);
    }

    /** A customer who becomes an affiliate too. */
    public FactOutcome enrolled(Fact.AffiliateEnrolled fact) {
        var email = find(fact.customer()).map(Customer::emailNormalised).orElse(null);
        return directory.enrol(fact, email, now);
    }

    /** A first trade, told or seen. */
    public FactOutcome traded(String customer, Instant at) {
        var before = orFresh(customer);
        var after = before.traded(at);
        if (!after.equals(before)) {
            keep(after);
        }
        return before.outcome();
    }

    /** A trade of this customer has ended, as {@code told} says. */
    public void ended(CustomerId id, EndedTrade trade, Envelope told) {
        var before = get(id);
        var after = before.ended(trade);
        if (after.equals(before)) {
            return;
        }
        keep(after);
        if (!after.qualification().passedBy().equals(before.qualification().passedBy())) {
            qualified(id, told);
        }
    }

    private void qualified(CustomerId id, Envelope told) {
        qualified.computeIfAbsent(id, _ -> new ArrayList<>()).add(told);
    }

    /** Whose bounty may be another one than before, or one at all, with what told it. */
    public Map<CustomerId, List<Envelope>> qualified() {
        return Collections.unmodifiableMap(qualified);
    }

    public FactOutcome canceled(Fact.SubscriptionCanceled fact) {
        keep(orFresh(fact.customer()).canceled(fact.envelope().occurredAt()));
        return concerning(fact.customer());
    }

    /** What becomes of a fact that changes nothing: it counts, whether somebody brought the customer or not. */
    public FactOutcome concerning(String customer) {
        var affiliate = find(customer).flatMap(Customer::affiliate).orElse(null);
        return new FactOutcome.Recorded(affiliate, null, List.of());
    }

    /** Whom attribution was decided for, in order. */
    public List<Customer> attributed() {
        return List.copyOf(attributed);
    }

    public AffiliateDirectory affiliates() {
        return directory;
    }

    /** Writes everything that changed. */
    public void flush() {
        directory.flush();
        customerStore.saveAll(terms.program().id(), List.copyOf(changed.values()), now);
        clickStore.addAll(clicks);
    }
}
