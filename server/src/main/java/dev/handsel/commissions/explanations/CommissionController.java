package dev.handsel.commissions.explanations;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.commissions.accruals.CommissionQueries;
import dev.handsel.commissions.accruals.CommissionView;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.referrals.affiliates.Affiliates;
import io.swagger.v3.oas.annotations.Operation;
import java.util.HexFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CommissionController {

    private final CommissionQueries lines;
    private final Explainer explainer;
    private final Affiliates affiliates;

    CommissionController(CommissionQueries lines, Explainer explainer, Affiliates affiliates) {
        this.lines = lines;
        this.explainer = explainer;
        this.affiliates = affiliates;
    }

    @Operation(
            summary = "The commission lines of an affiliate, the newest first",
            description = "What each invoice earned, and in what state that is; amounts in minor units.")
    @GetMapping("/v1/affiliates/{id}/commissions")
    Page<CommissionView> of(Caller caller, @PathVariable AffiliateId id, PageRequest page) {
        return lines.of(affiliates.require(caller, id).id(), page);
    }

    @Operation(
            summary = "Your own commission lines, the newest first",
            description = "What each invoice earned, and in what state that is; amounts in minor units.")
    @GetMapping("/v1/affiliates/me/commissions")
    Page<CommissionView> mine(Caller.Person caller, @RequestParam ProgramId program, PageRequest page) {
        return lines.of(affiliates.mine(caller, program).id(), page);
    }

    @Operation(
            summary = "One commission line",
            description = "What an invoice earned, from which base at which rate; `/explanation` says why.")
    @GetMapping("/v1/commissions/{id}")
    ResponseEntity<CommissionView> get(Caller caller, @PathVariable CommissionId id) {
        var line = lines.find(owner(caller, id), id).orElseThrow(() -> Refused.notFound("commission"));
        return ResponseEntity.ok().eTag(etag(line)).body(line);
    }

    /** What a line shows follows from several tables, so that what is shown is itself the version. */
    private static String etag(CommissionView line) {
        return "\"" + HexFormat.of().formatHex(Sha256.of(line.toString()), 0, 16) + "\"";
    }

    @Operation(
            summary = "Where a commission comes from",
            description = "In words and in data: events, terms, months, base, rate, the rounding, and every booking.")
    @GetMapping("/v1/commissions/{id}/explanation")
    Explanation explain(Caller caller, @PathVariable CommissionId id) {
        return explainer.explain(owner(caller, id), id);
    }

    private AffiliateId owner(Caller caller, CommissionId id) {
        var affiliate = lines.affiliateOf(id).orElseThrow(() -> Refused.notFound("commission"));
        try {
            return affiliates.require(caller, affiliate).id();
        } catch (Refused _) {
            throw Refused.notFound("commission");
        }
    }
}
