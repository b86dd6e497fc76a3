package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/programs/{id}/rule_sets")
class RuleSetController {

    record RuleSetView(
            String version,
            Instant effectiveFrom,
            int firstRateBp,
            int recurringRateBp,
            int bonusRateBp,
            int bonusFromMonth,
            int holdDays,
            int gapGraceDays,
            int attributionWindowDays) {

        static RuleSetView of(RuleSet rules) {
            return new RuleSetView(
                    rules.version(),
                    rules.effectiveFrom(),
                    rules.first().value(),
                    rules.recurring().value(),
                    rules.bonus().value(),
                    rules.bonusFromMonth(),
                    rules.holdDays(),
                    rules.gapGraceDays(),
                    rules.attributionWindowDays());
        }
    }

    private final RuleSets ruleSets;

    RuleSetController(RuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    @Operation(summary = "Adds terms that hold from `effective_from` on", description = """
                    409 `rule_set_exists` where the version or the instant is taken, `rule_set_in_use` where a
                    commission dated from then exists.""")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RuleSetView add(Caller.Person caller, @PathVariable ProgramId id, @Valid @RequestBody RuleSetDraft body) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        return RuleSetView.of(ruleSets.add(id, body.ruleSet(), manager.actor()));
    }

    @Operation(
            summary = "The rule sets in the order in which they take effect",
            description = "The one with the latest `effective_from` not after an event counts for it.")
    @GetMapping
    Page<RuleSetView> list(Caller caller, @PathVariable ProgramId id, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return ruleSets.list(id, page).map(RuleSetView::of);
    }
}
