package dev.handsel.base.facts;

import dev.handsel.base.facts.FactOutcome.Thing;
import dev.handsel.base.facts.FactOutcome.Waiting;
import dev.handsel.base.facts.Reference.ToAffiliate;
import dev.handsel.base.facts.Reference.ToClick;
import dev.handsel.base.facts.Reference.ToCode;
import dev.handsel.base.facts.Reference.ToCoupon;
import dev.handsel.base.facts.Reference.ToCustomer;
import dev.handsel.base.facts.Reference.ToDevice;
import dev.handsel.base.facts.Reference.ToDispute;
import dev.handsel.base.facts.Reference.ToHistory;
import dev.handsel.base.facts.Reference.ToInvoice;
import dev.handsel.base.facts.Reference.ToNamedClick;
import dev.handsel.base.facts.Reference.ToRefund;
import dev.handsel.base.facts.Reference.ToTrade;
import dev.handsel.base.words.Word;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened outside, as an event of the API tells it. Texts are the merchant's own; amounts are minor units;
 * prices, volumes and spreads are decimals.
 *
 * <p>A fact says for itself what it {@link #references names}, {@link #needs} and {@link #brings}; whoever works on facts
 * asks here what to read, lock, wait for and release, and has no list of its own.
 */
public sealed interface Fact {

    Envelope envelope();

    /** The merchant's id of the customer it concerns, where it names one. */
    default @Nullable String customer() {
        return null;
    }

    /** All that it names, and that must be read before it can be worked on. */
    default List<Reference> references() {
        Stream<? extends Reference> others = switch (this) {
            case Click click -> Stream.of(new ToCode(click.code(), false));
            case Signup signup -> signup.ways();
            case AffiliateEnrolled enrolled -> enrolled.claims();
            case InvoicePaid paid -> paid.concerns();
            case Refund refund -> Stream.of(new ToInvoice(refund.invoice()), new ToRefund(refund.refund()));
            case RefundFailed failed -> Stream.of(new ToRefund(failed.refund()));
            case ChargeRefunded refunded -> Stream.of(new ToInvoice(refunded.invoice()));
            case ChargeRefundFailed failed -> Stream.of(new ToInvoice(failed.invoice()));
            case DisputeTold told -> dispute(told.invoice(), told.dispute());
            case DisputeOpened opened -> dispute(opened.invoice(), opened.dispute());
            case DisputeClosed closed -> dispute(closed.invoice(), closed.dispute());
            case TradeOpened opened -> Stream.of(new ToTrade(opened.trade()));
            case TradeClosed closed -> Stream.of(new ToTrade(closed.trade()));
            case Login _, SubscriptionCanceled _, FirstTrade _, TerminalLinked _ -> Stream.of();
        };
        return Stream.concat(Stream.ofNullable(customer()).map(ToCustomer::new), others)
                .toList();
    }

    private static Stream<Reference> dispute(String invoice, String dispute) {
        return Stream.of(new ToInvoice(invoice), new ToDispute(dispute));
    }

    /** What must have been told before it can count, in the order in which it waits for it. */
    default List<Waiting> needs() {
        return switch (this) {
            case InvoicePaid paid -> List.of(new Waiting(Thing.CUSTOMER, paid.customer()));
            case Refund refund -> List.of(new Waiting(Thing.INVOICE, refund.invoice()));
            case RefundFailed failed -> List.of(new Waiting(Thing.REFUND, failed.refund()));
            case ChargeRefunded refunded -> List.of(new Waiting(Thing.INVOICE, refunded.invoice()));
            case ChargeRefundFailed failed -> List.of(new Waiting(Thing.INVOICE, failed.invoice()));
            case DisputeTold told -> List.of(new Waiting(Thing.INVOICE, told.invoice()));
            case DisputeOpened opened -> List.of(new Waiting(Thing.INVOICE, opened.invoice()));
            case DisputeClosed closed ->
                List.of(new Waiting(Thing.INVOICE, closed.invoice()), new Waiting(Thing.DISPUTE, closed.dispute()));
            case TradeClosed closed -> List.of(new Waiting(Thing.TRADE, closed.trade()));
            case Click _, Signup _, AffiliateEnrolled _, Login _, SubscriptionCanceled _ -> List.of();
            case TradeOpened _, FirstTrade _, TerminalLinked _ -> List.of();
        };
    }

    /** What others may wait for and it brings, if it counts: first that which it is told of, if there is such a thing. */
    default List<Waiting> brings() {
        return switch (this) {
            case Signup signup -> List.of(new Waiting(Thing.CUSTOMER, signup.customer()));
            case InvoicePaid paid -> List.of(new Waiting(Thing.INVOICE, paid.invoice()));
            case Refund refund -> List.of(new Waiting(Thing.REFUND, refund.refund()));
            case DisputeOpened opened -> List.of(new Waiting(Thing.DISPUTE, opened.dispute()));
            case DisputeTold told -> List.of(new Waiting(Thing.DISPUTE, told.dispute()));
            case TradeOpened opened -> List.of(new Waiting(Thing.TRADE, opened.trade()));
            case Click _, AffiliateEnrolled _, Login _, RefundFailed _, DisputeClosed _ -> List.of();
            case ChargeRefunded _, ChargeRefundFailed _ -> List.of();
            case SubscriptionCanceled _, TradeClosed _, FirstTrade _, TerminalLinked _ -> List.of();
        };
    }

    /** The thing that it is told of, and brings. */
    default Optional<Waiting> subject() {
        return brings().stream().findFirst();
    }

    /** This as an invoice: of one invoice only one fact may tell, even while that is parked. */
    default Optional<InvoicePaid> asInvoice() {
        return switch (this) {
            case InvoicePaid paid -> Optional.of(paid);
            case Click _, Signup _, AffiliateEnrolled _, Login _, Refund _, RefundFailed _ -> Optional.empty();
            case ChargeRefunded _, ChargeRefundFailed _, DisputeTold _, DisputeOpened _ -> Optional.empty();
            case DisputeClosed _, SubscriptionCanceled _, TradeOpened _, TradeClosed _ -> Optional.empty();
            case FirstTrade _, TerminalLinked _ -> Optional.empty();
        };
    }

    /** The event's id, and when it happened. */
    record Envelope(String id, Instant occurredAt) {}

    /** What is known of the browser or terminal. */
    record Client(
            @Nullable String ip,
            @Nullable String userAgent,
            @Nullable String fingerprint,
            @Nullable String device) {}

    record Click(
            Envelope envelope,
            String code,
            @Nullable String ref,
            Client client,
            @Nullable String referrer,
            @Nullable String url,
            @Nullable String method)
            implements Fact {}

    record Signup(
            Envelope envelope,
            String customer,
            @Nullable String clickId,
            @Nullable String clickRef,
            @Nullable String code,
            @Nullable String coupon,
            @Nullable String email,
            Client client)
            implements Fact {

        /** The ways by which an affiliate may have brought the customer. */
        private Stream<Reference> ways() {
            return Stream.of(
                            Stream.ofNullable(code).map(typed -> new ToCode(typed, false)),
                            Stream.ofNullable(coupon).map(typed -> new ToCoupon(typed, false)),
                            Stream.ofNullable(clickId).map(id -> new ToClick(id, envelope.occurredAt())),
                            Stream.ofNullable(clickRef).map(ToNamedClick::new),
                            Stream.ofNullable(client.device())
                                    .map(device -> new ToDevice(device, envelope.occurredAt())))
                    .flatMap(way -> way);
        }
    }

    record AffiliateEnrolled(
            Envelope envelope,
            String customer,
            @Nullable String code,
            List<String> coupons,
            @Nullable String payoutFingerprint,
            Client client)
            implements Fact {

        private Stream<Reference> claims() {
            return Stream.of(
                            Stream.of(new ToAffiliate(customer)),
                            Stream.ofNullable(code).map(typed -> new ToCode(typed, true)),
                            coupons.stream().map(typed -> new ToCoupon(typed, true)))
                    .flatMap(claim -> claim);
        }
    }

    record Login(Envelope envelope, String customer, Client client) implements Fact {}

    record InvoicePaid(
            Envelope envelope,
            String customer,
            String invoice,
            Charge charge,
            @Nullable String coupon,
            @Nullable String paymentFingerprint,
            @Nullable String ip)
            implements Fact {

        private Stream<Reference> concerns() {
            return Stream.of(
                            Stream.of(new ToHistory(customer), new ToInvoice(invoice)),
                            Stream.ofNullable(coupon).map(typed -> new ToCoupon(typed, true)))
                    .flatMap(concern -> concern);
        }

        /** Whether another event says the same of its invoice; when it was sent does not matter. */
        public boolean saysTheSameAs(InvoicePaid other) {
            return customer.equals(other.customer) && charge.saysTheSameAs(other.charge);
        }
    }

    /**
     * Money of an invoice went back.
     *
     * @param refund the merchant's id of it
     * @param amount gross, in minor units
     */
    record Refund(Envelope envelope, @Nullable String customer, String invoice, String refund, long amount)
            implements Fact {}

    /** A refund failed or was canceled: it never was. */
    record RefundFailed(Envelope envelope, String refund) implements Fact {}

    /**
     * Stripe's word of how much of a charge has gone back in all, refunds that fail later included.
     *
     * @param total gross, in minor units
     */
    record ChargeRefunded(Envelope envelope, String invoice, String charge, long total) implements Fact {}

    /** Stripe's word that a refund of a charge failed or was canceled. */
    record ChargeRefundFailed(Envelope envelope, String invoice, String charge, String refund, long amount)
            implements Fact {}

    record DisputeOpened(
            Envelope envelope, @Nullable String customer, String invoice, String dispute, long amount, DisputeKind kind)
            implements Fact {}

    record DisputeClosed(Envelope envelope, @Nullable String customer, String invoice, String dispute, boolean won)
            implements Fact {}

    /** Stripe's word of how a dispute stood at some time: the last by date counts. */
    record DisputeTold(Envelope envelope, String invoice, String dispute, long amount, DisputeStanding state)
            implements Fact {}

    record SubscriptionCanceled(Envelope envelope, String customer) implements Fact {}

    record TradeOpened(
            Envelope envelope,
            String customer,
            String trade,
            String symbol,
            Side side,
            BigDecimal volume,
            BigDecimal price,
            @Nullable String account,
            @Nullable BigDecimal spread,
            @Nullable BigDecimal contractSize,
            @Nullable String signal)
            implements Fact {}

    /** The direction of a trade. */
    enum Side implements Word {
        BUY,
        SELL
    }

    /**
     * A trade, or a part of it, ends.
     *
     * @param volume how much of it; null for all that is left
     */
    record TradeClosed(
            Envelope envelope,
            @Nullable String customer,
            String trade,
            @Nullable BigDecimal volume,
            BigDecimal price,
            long pnl,
            @Nullable Long commission,
            String currency)
            implements Fact {}

    record FirstTrade(
            Envelope envelope, String customer, @Nullable String trade) implements Fact {}

    record TerminalLinked(Envelope envelope, String customer, String terminal, String brokerAccount) implements Fact {}
}
