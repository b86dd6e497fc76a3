package dev.handsel.referrals.customers;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.referrals.customers.AllCustomers.ProgramCustomer;
import dev.handsel.referrals.customers.Attribution.AttributionReason;
import dev.handsel.referrals.customers.Attribution.Candidate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A customer as people who run the programme see them; neither address nor device is in it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record CustomerView(
        CustomerId id,
        ProgramId program,
        @Schema(description = "Your id of them.") String customer,

        @Schema(description = "Null until a `signup` is told.") @Nullable Instant signedUpAt,

        @Schema(description = "Whose they are; null until the signup, which decides it.") @Nullable AttributionView attribution,

        @Schema(description = "The first invoice with cash.") @Nullable Instant firstPaidAt,

        @Nullable Instant firstTradeAt,
        @Nullable Instant canceledAt) {

    /** To whom the customer is owed, with everyone who was considered. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AttributionView(
            @Schema(description = "Null where nobody is owed.") @Nullable AffiliateId affiliate,

            AttributionReason reason,

            @Schema(description = "As `reason` in results of events: what decided, or why nobody is owed.")
            String why,

            @Schema(description = "The same in a sentence or two.")
            String explanation,

            Instant decidedAt,

            @Schema(description = "In the order of their rank.")
            List<CandidateView> candidates,

            @Schema(
                    description =
                            "The link that was clicked; null where the customer came otherwise, or signed up before 0.2.0.")
            @Nullable LinkId link) {

        static AttributionView of(Attribution attribution) {
            return new AttributionView(
                    attribution.affiliate(),
                    attribution.reason(),
                    attribution.why(),
                    (attribution.words() + " " + attribution.consideredWords()).strip(),
                    attribution.decidedAt(),
                    attribution.candidates().stream().map(CandidateView::of).toList(),
                    attribution.link());
        }
    }

    /** Somebody who was considered. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CandidateView(
            AttributionReason by,

            @Schema(description = "The coupon or code as it was typed, or the click.")
            String value,

            @Schema(description = "Null where it leads to nobody.") @Nullable AffiliateId affiliate,

            @Schema(description = "`won`, or why not: `outranked`, `outside_window`, `unknown_code` ...")
            String outcome) {

        static CandidateView of(Candidate candidate) {
            return new CandidateView(candidate.by(), candidate.value(), candidate.affiliate(), candidate.outcome());
        }
    }

    static CustomerView of(ProgramCustomer found) {
        var customer = found.customer();
        var attribution = customer.attribution();
        return new CustomerView(
                customer.id(),
                found.program(),
                customer.ref(),
                customer.signedUpAt(),
                attribution == null ? null : AttributionView.of(attribution),
                customer.firstPaidAt(),
                customer.firstTradeAt(),
                customer.canceledAt());
    }
}
