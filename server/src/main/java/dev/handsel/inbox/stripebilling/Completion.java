package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.stripebilling.BillingChange.ChargeRefunded;
import dev.handsel.inbox.stripebilling.BillingChange.DisputeChanged;
import dev.handsel.inbox.stripebilling.BillingChange.InvoiceSettled;
import dev.handsel.inbox.stripebilling.BillingChange.SignedUp;
import dev.handsel.inbox.stripebilling.BillingChange.SubscriptionEnded;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.Referrals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Completes drafts with what other events of Stripe told: which customer of the merchant is meant, which invoice a payment
 * was for, how much of a charge has gone back before. What cannot be completed waits; what an event tells completes those
 * that waited for it. Runs under the locks of everything that the news names.
 */
@Component
class Completion {

    private final DeliveryStore store;
    private final StripeIdStore ties;
    private final Referrals referrals;

    Completion(DeliveryStore store, StripeIdStore ties, Referrals referrals) {
        this.store = store;
        this.ties = ties;
        this.referrals = referrals;
    }

    /** What is to be told now, in this order, and the draft that waits. */
    record Told(List<EventDraft> whole, Optional<EventDraft> waiting) {

        private static Told of(List<EventDraft> whole) {
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
                store.applied(program, event.id());
                yield Told.of(link(program, payment.invoice(), payment.payments()));
            }
            case ChargeRefunded refund -> refund(program, event, refund);
            case DisputeChanged dispute -> about(program, event, Optional.empty(), dispute.payments(), dispute.draft());
            case SubscriptionEnded canceled ->
                of(program, event, canceled.stripeCustomer(), canceled.customer(), canceled.draft());
        };
    }

    private Told signup(ProgramId program, BillingEvent event, SignedUp signup) {
        store.applied(program, event.id());
        if (signup.stripeCustomer().isEmpty()) {
            return Told.of(List.of(signup.draft()));
        }
        var stripeCustomer = signup.stripeCustomer().get();
        var customer = ties.customer(program, stripeCustomer).orElse(signup.customer());
        ties.name(program, stripeCustomer, customer);
        return Told.of(List.of(signup.draft().with(EventDraft.CUSTOMER, customer)))
                .and(store.release(program, EventDraft.CUSTOMER, List.of(stripeCustomer), customer));
    }

    /** Something about a customer: named by the event, by a checkout, or signed up under Stripe's own id. */
    private Told of(
            ProgramId program, BillingEvent event, String stripeCustomer, Optional<String> named, EventDraft draft) {
        var known = ties.customer(program, stripeCustomer).or(() -> signedUp(program, stripeCustomer));
        var customer = named.or(() -> known);
        if (customer.isEmpty()) {
            store.await(program, event.id(), EventDraft.CUSTOMER, List.of(stripeCustomer), draft);
            return new Told(List.of(), Optional.of(draft));
        }
        store.applied(program, event.id());
        var released = known.map(name -> store.release(program, EventDraft.CUSTOMER, List.of(stripeCustomer), name))
                .orElse(List.of());
        return Told.of(released).and(List.of(draft.with(EventDraft.CUSTOMER, customer.get())));
    }

    private Optional<String> signedUp(ProgramId program, String customer) {
        return referrals.find(program, customer).filter(Customer::signedUp).map(Customer::ref);
    }

    private List<EventDraft> link(ProgramId program, String invoice, List<String> payments) {
        if (payments.isEmpty()) {
            return List.of();
        }
        ties.pay(program, invoice, payments);
        return store.release(program, EventDraft.INVOICE, payments, invoice);
    }

    private Told refund(ProgramId program, BillingEvent event, ChargeRefunded refund) {
        long fresh = ties.refund(program, refund.charge(), refund.refunded());
        return fresh == 0
                ? Told.of(List.of())
                : about(
                        program,
                        event,
                        refund.invoice(),
                        refund.payments(),
                        refund.draft().with("amount", fresh));
    }

    /** Something about a payment, and with it about the invoice that it was for. */
    private Told about(
            ProgramId program, BillingEvent event, Optional<String> named, List<String> payments, EventDraft draft) {
        var invoice = named.or(() -> ties.invoice(program, payments));
        if (invoice.isEmpty()) {
            store.await(program, event.id(), EventDraft.INVOICE, payments, draft);
            return new Told(List.of(), Optional.of(draft));
        }
        store.applied(program, event.id());
        return Told.of(link(program, invoice.get(), payments))
                .and(List.of(draft.with(EventDraft.INVOICE, invoice.get())));
    }
}
