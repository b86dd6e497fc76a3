package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
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
    private final TieStore ties;
    private final Referrals referrals;

    Completion(DeliveryStore store, TieStore ties, Referrals referrals) {
        this.store = store;
        this.ties = ties;
        this.referrals = referrals;
    }

    /** What is to be told now, in this order, and the draft that waits. */
    record Told(List<Draft> whole, Optional<Draft> waiting) {

        private static Told of(List<Draft> whole) {
            return new Told(whole, Optional.empty());
        }

        private Told and(List<Draft> more) {
            var all = new ArrayList<>(whole);
            all.addAll(more);
            return new Told(all, waiting);
        }
    }

    Told complete(ProgramId program, BillingEvent event, BillingChange change) {
        return switch (change) {
            case BillingChange.Nothing _ -> Told.of(List.of());
            case BillingChange.Signup signup -> signup(program, event, signup);
            case BillingChange.Invoice paid ->
                of(program, event, paid.stripeCustomer(), paid.customer(), paid.draft())
                        .and(tie(program, paid.invoice(), paid.payments()));
            case BillingChange.Payment payment -> {
                store.applied(program, event.id());
                yield Told.of(tie(program, payment.invoice(), payment.payments()));
            }
            case BillingChange.Refund refund -> refund(program, event, refund);
            case BillingChange.Dispute dispute ->
                about(program, event, Optional.empty(), dispute.payments(), dispute.draft());
            case BillingChange.Canceled canceled ->
                of(program, event, canceled.stripeCustomer(), canceled.customer(), canceled.draft());
        };
    }

    private Told signup(ProgramId program, BillingEvent event, BillingChange.Signup signup) {
        store.applied(program, event.id());
        if (signup.stripeCustomer().isEmpty()) {
            return Told.of(List.of(signup.draft()));
        }
        var stripeCustomer = signup.stripeCustomer().get();
        var customer = ties.customer(program, stripeCustomer).orElse(signup.customer());
        ties.name(program, stripeCustomer, customer);
        return Told.of(List.of(signup.draft().with(Draft.CUSTOMER, customer)))
                .and(store.release(program, Draft.CUSTOMER, List.of(stripeCustomer), customer));
    }

    /** Something about a customer: named by the event, by a checkout, or signed up under Stripe's own id. */
    private Told of(ProgramId program, BillingEvent event, String stripeCustomer, Optional<String> named, Draft draft) {
        var known = ties.customer(program, stripeCustomer).or(() -> signedUp(program, stripeCustomer));
        var customer = named.or(() -> known);
        if (customer.isEmpty()) {
            store.await(program, event.id(), Draft.CUSTOMER, List.of(stripeCustomer), draft);
            return new Told(List.of(), Optional.of(draft));
        }
        store.applied(program, event.id());
        var released = known.map(name -> store.release(program, Draft.CUSTOMER, List.of(stripeCustomer), name))
                .orElse(List.of());
        return Told.of(released).and(List.of(draft.with(Draft.CUSTOMER, customer.get())));
    }

    private Optional<String> signedUp(ProgramId program, String customer) {
        return referrals.find(program, customer).filter(Customer::signedUp).map(Customer::ref);
    }

    private List<Draft> tie(ProgramId program, String invoice, List<String> payments) {
        if (payments.isEmpty()) {
            return List.of();
        }
        ties.pay(program, invoice, payments);
        return store.release(program, Draft.INVOICE, payments, invoice);
    }

    private Told refund(ProgramId program, BillingEvent event, BillingChange.Refund refund) {
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
            ProgramId program, BillingEvent event, Optional<String> named, List<String> payments, Draft draft) {
        var invoice = named.or(() -> ties.invoice(program, payments));
        if (invoice.isEmpty()) {
            store.await(program, event.id(), Draft.INVOICE, payments, draft);
            return new Told(List.of(), Optional.of(draft));
        }
        store.applied(program, event.id());
        return Told.of(tie(program, invoice.get(), payments)).and(List.of(draft.with(Draft.INVOICE, invoice.get())));
    }
}
