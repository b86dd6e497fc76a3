package dev.handsel.inbox.events;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Client;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.platform.json.Within;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of the API, one record a type, member for member. Whatever passes their validation can be stored; what
 * annotations cannot say is checked by {@link EventReader}.
 */
sealed interface EventBody
        permits EventBody.ClickEvent,
                EventBody.SignupEvent,
                EventBody.EnrolmentEvent,
                EventBody.LoginEvent,
                EventBody.CancelEvent,
                BillingEventBody,
                StripeEventBody,
                TradeEventBody {

    /** Events happen and periods begin before this: whatever is reckoned from then can be stored, and told as RFC 3339. */
    String LATEST = "3000-01-01T00:00:00Z";

    /** Longest text that names something: an event, a customer, an invoice. */
    int NAME = 200;

    /** Longest free text: a user agent, a URL. */
    int TEXT = 2_000;

    /** Largest amount of one line, in minor units: with {@link #LINES} of them a sum still fits the ledger. */
    long AMOUNT = 10_000_000_000_000L;

    int LINES = 90;

    String id();

    Instant occurredAt();

    /** The same, as the rest of the server knows it. */
    Fact fact();

    record ClickEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String code,
            @Nullable @Size(max = NAME) String ref,
            @Nullable @Size(max = NAME) String ip,
            @Nullable @Size(max = TEXT) String userAgent,
            @Nullable @Size(max = NAME) String fingerprint,
            @Nullable @Size(max = NAME) String device,
            @Nullable @Size(max = TEXT) String referrer,
            @Nullable @Size(max = TEXT) String url,
            @Nullable @Size(max = NAME) String method)
            implements EventBody {
        @Override
        public Fact fact() {
            var client = new Client(ip, userAgent, fingerprint, device);
            return new Fact.Click(new Envelope(id, occurredAt), code, ref, client, referrer, url, method);
        }
    }

    record SignupEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String customer,
            @Nullable @Size(max = NAME) String clickId,
            @Nullable @Size(max = NAME) String clickRef,
            @Nullable @Size(max = NAME) String code,
            @Nullable @Size(max = 100) String coupon,

            @Nullable @Size(max = 320) @Pattern(regexp = "[^<>]*", message = "an e-mail address alone, without a name and angle brackets") String email,

            @Nullable @Size(max = NAME) String ip,
            @Nullable @Size(max = TEXT) String userAgent,
            @Nullable @Size(max = NAME) String fingerprint,
            @Nullable @Size(max = NAME) String device)
            implements EventBody {
        @Override
        public Fact fact() {
            var client = new Client(ip, userAgent, fingerprint, device);
            return new Fact.Signup(
                    new Envelope(id, occurredAt), customer, clickId, clickRef, code, coupon, email, client);
        }
    }

    record EnrolmentEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String customer,
            @Nullable @Size(max = NAME) String code,
            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> coupons,
            @Nullable @Size(max = NAME) String payoutFingerprint,
            @Nullable @Size(max = NAME) String ip,
            @Nullable @Size(max = TEXT) String userAgent,
            @Nullable @Size(max = NAME) String fingerprint,
            @Nullable @Size(max = NAME) String device)
            implements EventBody {
        @Override
        public Fact fact() {
            return new Fact.AffiliateEnrolled(
                    new Envelope(id, occurredAt),
                    customer,
                    code,
                    coupons == null ? List.of() : coupons,
                    payoutFingerprint,
                    new Client(ip, userAgent, fingerprint, device));
        }
    }

    record LoginEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String customer,
            @NotBlank @Size(max = NAME) String ip,
            @Nullable @Size(max = TEXT) String userAgent,
            @Nullable @Size(max = NAME) String fingerprint,
            @Nullable @Size(max = NAME) String device)
            implements EventBody {
        @Override
        public Fact fact() {
            return new Fact.Login(
                    new Envelope(id, occurredAt), customer, new Client(ip, userAgent, fingerprint, device));
        }
    }

    record CancelEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String customer)
            implements EventBody {
        @Override
        public Fact fact() {
            return new Fact.SubscriptionCanceled(new Envelope(id, occurredAt), customer);
        }
    }
}
