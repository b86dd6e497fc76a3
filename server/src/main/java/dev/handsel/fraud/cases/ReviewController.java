package dev.handsel.fraud.cases;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.ReviewId;
import dev.handsel.fraud.cases.ReviewStore.Review;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.json.Plain;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What affiliates see of all this, and what they can say to it. */
@RestController
class ReviewController {

    /**
     * What an affiliate wants to have looked at again.
     *
     * @param commission the line in question
     * @param customer the merchant's id of a customer, also of one who is missing
     * @param text what is to be said about it
     */
    record ReviewRequest(
            @Nullable CommissionId commission,
            @Nullable @Size(min = 1, max = 200) @Plain String customer,
            @NotBlank @Size(max = 4000) String text) {}

    /** What an affiliate asked. */
    record ReviewView(
            ReviewId id,
            ProgramId program,
            AffiliateId affiliate,
            @Nullable CommissionId commission,
            @Nullable String customer,
            String text,
            Instant askedAt) {

        static ReviewView of(Review review) {
            return new ReviewView(
                    review.id(),
                    review.program(),
                    review.affiliate(),
                    review.commission(),
                    review.customer(),
                    review.text(),
                    review.askedAt());
        }
    }

    /**
     * Something of the caller's that is not paid.
     *
     * @param customer whose payments; absent where it is all that the affiliate earns
     * @param effect `held`: it is earned and not paid; `not_earned`: it earns nothing
     * @param reason the kind of reason
     * @param since from when on, by the clock of the programme
     */
    record HoldView(@Nullable String customer, Effect effect, FraudType reason, Instant since) {

        enum Effect {
            HELD,
            NOT_EARNED
        }
    }

    private final Reviews reviews;
    private final Reviewers reviewers;

    ReviewController(Reviews reviews, Reviewers reviewers) {
        this.reviews = reviews;
        this.reviewers = reviewers;
    }

    @Operation(summary = "Asks for a commission or a customer to be looked at again", description = """
                    Also for a referral that is missing. `program` may be left out by who is an affiliate in one alone, and where
                    a commission is named. Ten requests an hour (429).""")
    @PostMapping("/v1/affiliates/me/reviews")
    @ResponseStatus(HttpStatus.CREATED)
    ReviewView ask(
            Caller.Person caller,
            @RequestParam @Nullable ProgramId program,
            @Valid @RequestBody ReviewRequest body,
            HttpServletRequest request) {
        return ReviewView.of(reviews.ask(caller, program, body, request.getRequestId()));
    }

    @Operation(
            summary = "What of your own is not paid while it is looked at",
            description = "Since when, and the kind of reason. A page may have fewer than `limit` and others follow.")
    @GetMapping("/v1/affiliates/me/holds")
    Page<HoldView> holds(Caller.Person caller, @RequestParam ProgramId program, PageRequest page) {
        return reviews.holds(caller, program, page);
    }

    @Operation(
            summary = "What affiliates want to have looked at again, the newest first",
            description = "People see what was asked in all programmes or in one, an API key in its own.")
    @GetMapping("/v1/fraud/reviews")
    Page<ReviewView> list(Caller caller, @RequestParam @Nullable ProgramId program, PageRequest page) {
        return reviews.list(reviewers.scope(caller, program), page).map(ReviewView::of);
    }
}
