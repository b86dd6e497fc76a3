package dev.handsel.inbox.stripebilling;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an event of Stripe means here. The drafts lack what the event alone does not tell: the merchant's name for a
 * customer, or the invoice that a payment was for.
 */
sealed interface BillingChange {

    /** Stands in for a name that is not known yet. */
    String MISSING = "?";

    /** What nobody else may learn about while this is taken in. */
    default Stream<String> keys() {
        return Stream.empty();
    }

    /** What will be told, with stand-ins for what is missing. */
    default Optional<EventDraft> example() {
        return Optional.empty();
    }

    /** It means nothing. */
    record Nothing() implements BillingChange {}

    /**
     * Somebody has signed up.
     *
     * @param stripeCustomer Stripe's id of them; empty where it made none
     * @param customer the merchant's
     */
    record SignedUp(Optional<String> stripeCustomer, String customer, EventDraft draft) implements BillingChange {
        @Override
        public Stream<String> keys() {
            return stripeCustomer.stream();
        }

        @Override
        public Optional<EventDraft> example() {
            return Optional.of(draft);
        }
    }

    /**
     * An invoice was paid.
     *
     * @param customer the merchant's, where the invoice names it
     * @param payments ids of charges and payment intents that paid it
     */
    record InvoiceSettled(
            String invoice, String stripeCustomer, Optional<String> customer, List<String> payments, EventDraft draft)
            implements BillingChange {
        @Override
        public Stream<String> keys() {
            return Stream.concat(Stream.of(stripeCustomer), payments.stream());
        }

        @Override
        public Optional<EventDraft> example() {
            return Optional.of(draft.with(EventDraft.CUSTOMER, MISSING));
        }
    }

    /** These payments were for this invoice. */
    record Payment(String invoice, List<String> payments) implements BillingChange {
        @Override
        public Stream<String> keys() {
            return payments.stream();
        }
    }

    /**
     * Money of a payment has gone back, has not after all, or is disputed.
     *
     * @param payments by which the invoice can be found: the charge, and its payment intent; at least one
     * @param invoice where the event names it itself
     * @param stripeCustomer whose payment it was, where the event tells it
     */
    record AboutPayment(
            List<String> payments, Optional<String> invoice, Optional<String> stripeCustomer, EventDraft draft)
            implements BillingChange {
        @Override
        public Stream<String> keys() {
            return payments.stream();
        }

        @Override
        public Optional<EventDraft> example() {
            return Optional.of(draft.with(EventDraft.INVOICE, MISSING));
        }
    }

    /** Something that can be told as it is. */
    record Whole(EventDraft draft) implements BillingChange {
        @Override
        public Optional<EventDraft> example() {
            return Optional.of(draft);
        }
    }

    /** A subscription has ended. */
    record SubscriptionEnded(String stripeCustomer, Optional<String> customer, EventDraft draft)
            implements BillingChange {
        @Override
        public Stream<String> keys() {
            return Stream.of(stripeCustomer);
        }

        @Override
        public Optional<EventDraft> example() {
            return Optional.of(draft.with(EventDraft.CUSTOMER, MISSING));
        }
    }
}
