package dev.handsel.inbox.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handsel.base.facts.Charge;
import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Client;
import dev.handsel.base.facts.Fact.DisputeKind;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.base.refusal.Fault;
import dev.handsel.platform.json.CurrencyCode;
import dev.handsel.platform.json.Judged;
import dev.handsel.platform.json.Within;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
                EventBody.InvoiceEvent,
                EventBody.RefundEvent,
                EventBody.DisputeOpenedEvent,
                EventBody.DisputeClosedEvent,
                EventBody.CancelEvent,
                EventBody.RefundFailedEvent,
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

    @Schema(name = "InvoiceLine")
    record LineBody(
            @Min(-AMOUNT) @Max(AMOUNT) long amount,
            // Whatever it lasts then, the time at which it ends can be stored.
            @NotNull @Within(from = "0001-01-01T00:00:00Z", until = EventBody.LATEST)
            Instant periodStart,

            @Nullable @Min(0) @Max(120) Integer months,

            @Nullable @Within(from = "0001-01-01T00:00:00Z", until = EventBody.LATEST)
            Instant periodEnd,

            @Nullable @Size(min = 1, max = NAME) String product) {

        InvoiceLine line() {
            return new InvoiceLine(amount, periodStart, months == null ? 0 : months, periodEnd, product);
        }

        private Optional<Fault> fault(String pointer) {
            if (months == null && periodEnd == null) {
                return Optional.of(new Fault(pointer, "required", "Expected `months` or `period_end`."));
            }
            if (months != null && periodEnd != null) {
                return Optional.of(
                        new Fault(pointer + "/period_end", "unexpected", "Expected `months` or this, not both."));
            }
            return periodEnd != null && periodStart != null && !periodEnd.isAfter(periodStart)
                    ? Optional.of(
                            new Fault(pointer + "/period_end", "out_of_range", "Expected a time after `period_start`."))
                    : Optional.empty();
        }
    }

    record InvoiceEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String customer,
            @NotBlank @Size(max = NAME) String invoice,
            @NotNull @CurrencyCode String currency,
            @Nullable Reason reason,
            @NotNull @Size(min = 1, max = LINES) List<@NotNull @Valid LineBody> lines,
            @Min(-AMOUNT) @Max(AMOUNT) long tax,
            @Nullable @Min(0) @Max(AMOUNT) Long creditApplied,
            @Nullable @Min(0) @Max(AMOUNT) Long debtSettled,
            @Nullable @Size(max = 100) String coupon,
            @Nullable @Size(max = NAME) String paymentFingerprint,
            @Nullable @Size(max = NAME) String ip)
            implements EventBody, Judged {

        /** Why the invoice was written, in the API's words; it decides nothing. */
        enum Reason {
            @JsonProperty("create")
            CREATE,
            @JsonProperty("cycle")
            CYCLE,
            @JsonProperty("update")
            UPDATE
        }

        @Override
        public List<Fault> judge() {
            return lines == null
                    ? List.of()
                    : IntStream.range(0, lines.size())
                            .filter(i -> lines.get(i) != null)
                            .mapToObj(i -> lines.get(i).fault("/lines/" + i))
                            .flatMap(Optional::stream)
                            .toList();
        }

        @Override
        public Fact fact() {
            var charge = new Charge(
                    currency,
                    lines.stream().map(LineBody::line).toList(),
                    tax,
                    creditApplied == null ? 0 : creditApplied,
                    debtSettled == null ? 0 : debtSettled,
                    occurredAt);
            return new Fact.InvoicePaid(
                    new Envelope(id, occurredAt), customer, invoice, charge, coupon, paymentFingerprint, ip);
        }
    }

    record RefundEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @Nullable @Size(min = 1, max = NAME) String customer,
            @NotBlank @Size(max = NAME) String invoice,
            @Nullable @Size(min = 1, max = NAME) String refund,
            @Positive @Max(AMOUNT) long amount)
            implements EventBody {
        @Override
        public Fact fact() {
            return new Fact.Refund(
                    new Envelope(id, occurredAt), customer, invoice, refund == null ? id : refund, amount);
        }
    }

    record RefundFailedEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String refund)
            implements EventBody {
        @Override
        public Fact fact() {
            return new Fact.RefundFailed(new Envelope(id, occurredAt), refund);
        }
    }

    record DisputeOpenedEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @Nullable @Size(min = 1, max = NAME) String customer,
            @NotBlank @Size(max = NAME) String invoice,
            @NotBlank @Size(max = NAME) String dispute,
            @Positive @Max(AMOUNT) long amount,
            @Nullable Kind kind)
            implements EventBody {

        /** Whether money was withdrawn, in the API's words. */
        enum Kind {
            @JsonProperty("chargeback")
            CHARGEBACK,
            @JsonProperty("inquiry")
            INQUIRY
        }

        @Override
        public Fact fact() {
            return new Fact.DisputeOpened(
                    new Envelope(id, occurredAt),
                    customer,
                    invoice,
                    dispute,
                    amount,
                    kind == Kind.INQUIRY ? DisputeKind.INQUIRY : DisputeKind.CHARGEBACK);
        }
    }

    record DisputeClosedEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @Nullable @Size(min = 1, max = NAME) String customer,
            @NotBlank @Size(max = NAME) String invoice,
            @NotBlank @Size(max = NAME) String dispute,
            @Nullable @Positive @Max(AMOUNT) Long amount)
            implements EventBody {
        @Override
        public Fact fact() {
            return new Fact.DisputeClosed(
                    new Envelope(id, occurredAt), customer, invoice, dispute, type.equals("dispute_won"));
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
