package dev.handsel.inbox.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.DisputeStanding;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.platform.json.Within;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/** What only Stripe's webhooks tell: sums and standings, from which refunds and disputes follow by date. */
sealed interface StripeEventBody extends EventBody {

    record ChargeRefundedEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String invoice,
            @NotBlank @Size(max = NAME) String charge,
            @Min(0) @Max(AMOUNT) long total)
            implements StripeEventBody {
        @Override
        public Fact fact() {
            return new Fact.ChargeRefunded(new Envelope(id, occurredAt), invoice, charge, total);
        }
    }

    record ChargeRefundFailedEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String invoice,
            @NotBlank @Size(max = NAME) String charge,
            @NotBlank @Size(max = NAME) String refund,
            @Positive @Max(AMOUNT) long amount)
            implements StripeEventBody {
        @Override
        public Fact fact() {
            return new Fact.ChargeRefundFailed(new Envelope(id, occurredAt), invoice, charge, refund, amount);
        }
    }

    record DisputeToldEvent(
            @NotBlank @Size(max = NAME) String id,
            @NotBlank String type,
            @NotNull @Within(until = EventBody.LATEST) Instant occurredAt,
            @NotBlank @Size(max = NAME) String invoice,
            @NotBlank @Size(max = NAME) String dispute,
            @Positive @Max(AMOUNT) long amount,
            @NotNull State state)
            implements StripeEventBody {

        /** How it stands. */
        enum State {
            @JsonProperty("inquiry")
            INQUIRY,
            @JsonProperty("open")
            OPEN,
            @JsonProperty("won")
            WON,
            @JsonProperty("lost")
            LOST
        }

        @Override
        public Fact fact() {
            return new Fact.DisputeTold(
                    new Envelope(id, occurredAt),
                    invoice,
                    dispute,
                    amount,
                    switch (state) {
                        case INQUIRY -> DisputeStanding.INQUIRY;
                        case OPEN -> DisputeStanding.OPEN;
                        case WON -> DisputeStanding.WON;
                        case LOST -> DisputeStanding.LOST;
                    });
        }
    }
}
