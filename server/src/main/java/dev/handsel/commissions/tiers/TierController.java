package dev.handsel.commissions.tiers;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.paging.DatedKey;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.agreements.FixedTier;
import dev.handsel.programs.agreements.SpecialTermsStore;
import dev.handsel.programs.agreements.TierStore;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TierController {

    /**
     * The step that an affiliate has in a month.
     *
     * @param month when the month begins, in UTC
     * @param figure what they brought in the days before: customers, or minor units
     * @param from the figure from which on the step counts
     */
    record TierView(Instant month, AffiliateId affiliate, long figure, long from) {

        static TierView of(FixedTier tier) {
            return new TierView(tier.month(), tier.affiliate(), tier.figure(), tier.from());
        }
    }

    private final SpecialTermsStore terms;
    private final TierStore tiers;

    TierController(SpecialTermsStore terms, TierStore tiers) {
        this.terms = terms;
        this.tiers = tiers;
    }

    @Operation(
            summary = "Which step of these terms' tiers affiliates have in which month, the newest first",
            description = """
                    They are fixed when the month begins, from what was told by then, and stay. Who reached no step is not
                    listed. 404 where the programme has no such terms.""")
    @GetMapping("/v1/programs/{id}/terms/{terms}/tiers")
    Page<TierView> list(
            Caller caller, @PathVariable ProgramId id, @PathVariable("terms") TermsId named, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        if (terms.find(id, named).isEmpty()) {
            throw Refused.notFound("terms");
        }
        return Page.dated(page, tiers.list(named, page), TierController::place).map(TierView::of);
    }

    private static DatedKey place(FixedTier tier) {
        return new DatedKey(tier.month(), tier.affiliate().value().toString());
    }
}
