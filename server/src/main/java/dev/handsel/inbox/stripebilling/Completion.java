package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.stripebilling.BillingChange.AboutPayment;
import dev.handsel.inbox.stripebilling.BillingChange.InvoiceSettled;
import dev.handsel.inbox.stripebilling.BillingChange.SignedUp;
import dev.handsel.inbox.stripebilling.BillingChange.SubscriptionEnded;
import dev.handsel.inbox.stripebilling.WaitingStore.Missing;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.Referrals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Completes drafts with what other events of Stripe told: which customer of the merchant is meant, and which invoice a
 * payment was for. What cannot be completed waits; what an event tells completes those that waited for it. Runs under the
 * locks of everything that the news names.
 */
@Component
class Completion {

    private final WaitingStore waiting;
    private final StripeIdStore ties;
    private final Referrals referrals;

    Completion(WaitingStore waiting, StripeIdStore ties, Referrals referrals) {
        this.waiting = waiting;
        this.ties = ties;
        this.referrals = referrals;
    }

    /** What is to be told now, in this order, and the draft that waits. */
    record Told(List<EventDraft> whole, Optional<EventDraft> waiting) {

        static Told of(List<EventDraft> whole) {
            return new Told(whole, Optional.empty());
        }

        private Told and(List<EventDraft> more) {
            var all = new ArrayList<>(whole);
            all.addAll(more);
            return new Told(all, waiting);
        }
    }

    Told complete(ProgramId program, BillingEvent event, BillingChange change) {
        return switch (change) {
            case BillingChange.Nothing _ -> Told.of(List.of());
            case SignedUp signup -> signup(program, event, signup);
            case InvoiceSettled paid ->
                of(program, event, paid.stripeCustomer(), paid.customer(), paid.draft())
                        .and(link(program, paid.invoice(), paid.payments()));
            case BillingChange.Payment payment -> {
                waiting.applied(program, event.id());
                yield Told.of(link(program, payment.invoice(), payment.payments()));
            }
            case AboutPayment news -> about(program, event, news);
            case BillingChange.Whole whole -> {
                waiting.applied(program, event.id());
                yield Told.of(List.of(whole.draft()));
            }
            case SubscriptionEnded canceled ->
                of(program, event, canceled.stripeCustomer(), canceled.customer(), canceled.draft());
        };
    }

    private Told signup(ProgramId program, BillingEvent event, SignedUp signup) {
        waiting.applied(program, event.id());
        if (signup.stripeCustomer().isEmpty()) {
            return Told.of(List.of(signup.draft()));
        }
        var stripeCustomer = signup.stripeCustomer().get();
        var customer = ties.customer(program, stripeCustomer).orElse(signup.customer());
        return Told.of(List.of(signup.draft().with(EventDraft.CUSTOMER, customer)))
                .and(name(program, stripeCustomer, customer));
    }

    /** From now on a customer whose checkout never came is called what Stripe calls them; returns what had waited for that. */
    List<EventDraft> nameAsStripe(ProgramId program, String stripeCustomer) {
        ties.lock(program, List.of(stripeCustomer));
        return name(program, stripeCustomer, stripeCustomer);
    }

    private List<EventDraft> name(ProgramId program, String stripeCustomer, String customer) {
        ties.name(program, stripeCustomer, customer);
        return release(program, stripeCustomer, customer);
    }

    private List<EventDraft> release(ProgramId program, String stripeCustomer, String customer) {
        return waiting.release(program, Missing.CUSTOMER, List.of(stripeCustomer), customer).stream()
                .map(WaitingStore.Released::draft)
                .toList();
    }

    /** Something about a customer: named by the event, by a checkout, or signed up under Stripe's own id. */
    private Told of(
            ProgramId program, BillingEvent event, String stripeCustomer, Optional<String> named, EventDraft draft) {
        var known = ties.customer(program, stripeCustomer).or(() -> signedUp(program, stripeCustomer));
        var customer = named.or(() -> known);
        if (customer.isEmpty()) {
            waiting.await(program, event.id(), Missing.CUSTOMER, List.of(stripeCustomer), stripeCustomer, draft);
            return new Told(List.of(), Optional.of(draft));
        }
        waiting.applied(program, event.id());
        var released = known.map(name -> release(program, stripeCustomer, name)).orElse(List.of());
        return Told.of(released).and(List.of(draft.with(EventDraft.CUSTOMER, customer.get())));
    }

    private Optional<String> signedUp(ProgramId program, String customer) {
        return referrals.find(program, customer).filter(Customer::signedUp).map(Customer::ref);
    }

    /**
     * These payments were for this invoice; returns what had waited for that. What waited may name a further id of the same
     * payment, for which others wait in turn: a dispute knows the charge alone, a refund the charge and the payment intent.
     */
    private List<EventDraft> link(ProgramId program, String invoice, List<String> payments) {
        var tied = new LinkedHashSet<String>();
        var released = new ArrayList<EventDraft>();
        var fresh = payments;
        while (!fresh.isEmpty()) {
            ties.lock(program, fresh);
            ties.pay(program, invoice, fresh);
            tied.addAll(fresh);
            var found = waiting.release(program, Missing.INVOICE, fresh, invoice);
            found.forEach(each -> released.add(each.draft()));
            fresh = found.stream()
                    .flatMap(each -> each.keys().stream())
                    .filter(key -> !tied.contains(key))
                    .distinct()
                    .toList();
        }
        return released;
    }

    private Told about(ProgramId program, BillingEvent event, AboutPayment news) {
        var invoice = news.invoice().or(() -> ties.invoice(program, news.payments()));
        if (invoice.isEmpty()) {
            var customer = news.stripeCustomer().orElse(null);
            waiting.await(program, event.id(), Missing.INVOICE, news.payments(), customer, news.draft());
            return new Told(List.of(), Optional.of(news.draft()));
        }
        waiting.applied(program, event.id());
        return Told.of(link(program, invoice.get(), news.payments()))
                .and(List.of(news.draft().with(EventDraft.INVOICE, invoice.get())));
    }
}
