package dev.handsel.inbox.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handsel.base.facts.Charge;
import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.DisputeKind;
import dev.handsel.base.facts.Fact;
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
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events of invoices, and of money that goes back. */
sealed interface BillingEventBody extends EventBody {

    /** As many months as all lines of an invoice may pay for: each is a slice that is judged by itself. */
    int MONTHS = 1_200;

    @Schema(name = "InvoiceLine")
    record LineBody(
            @NotNull @Min(-AMOUNT) @Max(AMOUNT) Long amount,
            // Whatever it lasts then, the time at which it ends can be stored.
            @NotNull @Within(from = "0001-01-01T00:00:00Z", until = EventBody.LATEST)
            Instant periodStart,

            @Nullable @Min(0) @Max(120) Integer months,

            @Nullable @Within(from = "0001-01-01T00:00:00Z", until = EventBody.LATEST)
            Instant periodEnd,

            @Nullable @Size(min = 1, max = NAME) String product)
            implements Judged {

        InvoiceLine line() {
            return new InvoiceLine(amount, periodStart, months == null ? 0 : months, periodEnd, product);
        }

        /** About how many months it has. */
        private long length() {
            if (periodEnd == null || periodStart == null) {
                return months == null ? 1 : Math.max(1, months);
            }
            return Math.clamp(Duration.between(periodStart, periodEnd).toDays() / 28 + 1, 1, 120);
        }

        @Override
        public List<Fault> judge() {
            if (months == null && periodEnd == null) {
                return List.of(new Fault("/months", "required", "Expected `months` or `period_end`."));
            }
            if (months != null && periodEnd != null) {
                return List.of(new Fault("/period_end", "unexpected", "Expected `months` or this, not both."));
            }
            boolean ends = periodEnd == null || periodStart == null || periodEnd.isAfter(periodStart);
            return ends
                    ? List.of()
                    : List.of(new Fault("/period_end", "out_of_range", "Expected a time after `period_start`."));
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
            @NotNull @Min(-AMOUNT) @Max(AMOUNT) Long tax,
            @Nullable @Min(0) @Max(AMOUNT) Long creditApplied,
            @Nullable @Min(0) @Max(AMOUNT) Long debtSettled,
            @Nullable @Size(max = 100) String coupon,
            @Nullable @Size(max = NAME) String paymentFingerprint,
            @Nullable @Size(max = NAME) String ip)
            implements BillingEventBody, Judged {

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
            long months = lines == null
                    ? 0
                    : lines.stream()
                            .filter(Objects::nonNull)
                            .mapToLong(LineBody::length)
                            .sum();
            return months > MONTHS
                    ? List.of(new Fault("/lines", "out_of_range", "Together they pay for more than 1200 months."))
                    : List.of();
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
            implements BillingEventBody {
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
            implements BillingEventBody {
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
            implements BillingEventBody {

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
            implements BillingEventBody {
        @Override
        public Fact fact() {
            return new Fact.DisputeClosed(
                    new Envelope(id, occurredAt), customer, invoice, dispute, type.equals("dispute_won"));
        }
    }
}
