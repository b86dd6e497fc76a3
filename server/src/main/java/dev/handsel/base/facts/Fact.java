package dev.handsel.base.facts;

import dev.handsel.base.facts.Outcome.Thing;
import dev.handsel.base.facts.Outcome.Waiting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened outside, as an event of the API tells it. Texts are the merchant's own; amounts are minor units;
 * prices, volumes and spreads are decimals.
 */
public sealed interface Fact {

    Envelope envelope();

    /** The merchant's id of the customer it concerns, where it names one. */
    @Nullable String customer();

    /** What this fact brings into being, so that others that wait for it can be applied. */
    default Optional<Waiting> subject() {
        return Optional.empty();
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
            implements Fact {
        @Override
        public @Nullable String customer() {
            return null;
        }
    }

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
        @Override
        public Optional<Waiting> subject() {
            return Optional.of(new Waiting(Thing.CUSTOMER, customer));
        }
    }

    record AffiliateEnrolled(
            Envelope envelope,
            String customer,
            @Nullable String code,
            List<String> coupons,
            @Nullable String payoutFingerprint,
            Client client)
            implements Fact {}

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
        @Override
        public Optional<Waiting> subject() {
            return Optional.of(new Waiting(Thing.INVOICE, invoice));
        }
    }

    record Refund(Envelope envelope, @Nullable String customer, String invoice, long amount) implements Fact {}

    record DisputeOpened(Envelope envelope, @Nullable String customer, String invoice, String dispute, long amount)
            implements Fact {
        @Override
        public Optional<Waiting> subject() {
            return Optional.of(new Waiting(Thing.DISPUTE, dispute));
        }
    }

    record DisputeClosed(Envelope envelope, @Nullable String customer, String invoice, String dispute, boolean won)
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
            implements Fact {
        @Override
        public Optional<Waiting> subject() {
            return Optional.of(new Waiting(Thing.TRADE, trade));
        }
    }

    /** The direction of a trade. */
    enum Side {
        BUY,
        SELL
    }

    record TradeClosed(
            Envelope envelope,
            @Nullable String customer,
            String trade,
            BigDecimal price,
            long pnl,
            @Nullable Long commission,
            String currency)
            implements Fact {}

    record FirstTrade(
            Envelope envelope, String customer, @Nullable String trade) implements Fact {}

    record TerminalLinked(Envelope envelope, String customer, String terminal, String brokerAccount) implements Fact {}
}
