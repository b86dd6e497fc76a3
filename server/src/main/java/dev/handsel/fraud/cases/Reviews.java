package dev.handsel.fraud.cases;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.ReviewId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.fraud.cases.ReviewController.HoldView;
import dev.handsel.fraud.cases.ReviewController.ReviewRequest;
import dev.handsel.fraud.cases.ReviewStore.Review;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What affiliates ask to have looked at again. */
@Service
class Reviews {

    private final OwnAffairs own;
    private final ReviewStore store;
    private final Reviewers reviewers;
    private final Limits limits;
    private final AuditTrail audit;
    private final Transactions transactions;

    Reviews(
            OwnAffairs own,
            ReviewStore store,
            Reviewers reviewers,
            Limits limits,
            AuditTrail audit,
            Transactions transactions) {
        this.own = own;
        this.store = store;
        this.reviewers = reviewers;
        this.limits = limits;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Writes down what an affiliate asks.
     *
     * @param request names the request on this server
     */
    Review ask(Caller.Person caller, @Nullable ProgramId program, ReviewRequest body, String request) {
        var affiliate = own.affiliate(caller, program, body.commission());
        limits.use(Limit.REVIEWS, affiliate.id(), request).ifPresent(wait -> {
            throw Refused.later(RefusalKind.TOO_MANY, "too_many_requests", "Ten can be asked in an hour.", wait);
        });
        var review = new Review(
                ReviewId.fresh(),
                affiliate.program(),
                affiliate.id(),
                body.commission(),
                body.customer(),
                body.text().strip(),
                reviewers.now(affiliate.program()));
        transactions.run(() -> {
            store.add(review);
            audit.record(
                    caller.actor(),
                    "fraud.review.asked",
                    review.id().toString(),
                    Map.of("program", review.program(), "affiliate", review.affiliate()));
        });
        return review;
    }

    Page<HoldView> holds(Caller.Person caller, ProgramId program, PageRequest page) {
        return own.holds(own.affiliate(caller, program, null), page);
    }

    Page<Review> list(@Nullable ProgramId program, PageRequest page) {
        return Page.of(page, store.list(program, page), review -> review.id().value());
    }
}
