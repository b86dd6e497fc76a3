package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.json.Within;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.agreements.Amounts;
import dev.handsel.programs.agreements.Standing;
import dev.handsel.programs.agreements.Standing.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
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

    /**
     * A rule set as the API shows it.
     *
     * @param firstTradeBounty minor units by currency; null where there is none
     * @param state whether it was added, or waits for a second person
     * @param proposedBy who proposed it, where two people were needed
     * @param proposedAt when, while it waits
     * @param approvedBy the second person
     */
    record RuleSetView(
            String version,
            Instant effectiveFrom,
            int firstRateBp,
            int recurringRateBp,
            int bonusRateBp,
            int bonusFromMonth,
            int holdDays,
            int gapGraceDays,
            int attributionWindowDays,
            @Nullable Map<String, Long> firstTradeBounty,
            State state,
            @Nullable String proposedBy,
            @Nullable Instant proposedAt,
            @Nullable String approvedBy) {

        static RuleSetView of(Standing<RuleSet> standing) {
            var rules = standing.terms();
            return new RuleSetView(
                    rules.version(),
                    rules.effectiveFrom(),
                    rules.first().value(),
                    rules.recurring().value(),
                    rules.bonus().value(),
                    rules.bonusFromMonth(),
                    rules.holdDays(),
                    rules.gapGraceDays(),
                    rules.attributionWindowDays(),
                    bounty(rules.firstTradeBounty()),
                    standing.state(),
                    standing.proposedBy(),
                    standing.proposedAt(),
                    standing.approvedBy());
        }

        private static @Nullable Map<String, Long> bounty(Amounts amounts) {
            return amounts.minor().isEmpty() ? null : new TreeMap<>(amounts.minor());
        }
    }

    private final RuleSets ruleSets;

    RuleSetController(RuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    @Operation(summary = "Adds terms that hold from `effective_from` on", description = """
                    Where the programme has `two_person_payouts`, they wait (202) until a second person approves them.
                    409 `rule_set_exists` where the version or the instant is taken, `rule_set_in_use` where a
                    commission dated from then exists, or a customer has traded enough since for the bounty that it promises.""")
    @ApiResponse(responseCode = "201", description = "Added", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "It counts for nothing until a second person approves it",
            useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<RuleSetView> add(
            Caller.Person caller, @PathVariable ProgramId id, @Valid @RequestBody RuleSetDraft body) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        var standing = ruleSets.add(id, body.ruleSet(), manager.actor());
        var status = switch (standing.state()) {
            case ADDED -> HttpStatus.CREATED;
            case WAITING -> HttpStatus.ACCEPTED;
        };
        return ResponseEntity.status(status).body(RuleSetView.of(standing));
    }

    /**
     * Which rule set is approved: one that waits is replaced under its version, never changed.
     *
     * @param proposedAt as the list shows it
     */
    record Approval(@NotNull @Within Instant proposedAt) {}

    @Operation(summary = "Approves a rule set that somebody else proposed; it counts from now on", description = """
                    For another owner or manager: who proposed it, or is an affiliate of the programme, is refused (403
                    `second_person_required`). `proposed_at` is that of the rule set as it was read: 409 `rule_set_changed` where another one waits under this version by
                    now, `rule_set_in_use` where a commission that it would have judged was earned meanwhile. Repeating is
                    harmless.""")
    @PostMapping("/{version}/approve")
    RuleSetView approve(
            Caller.Person caller,
            @PathVariable ProgramId id,
            @PathVariable String version,
            @Valid @RequestBody Approval body) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        return RuleSetView.of(ruleSets.approve(id, version, body.proposedAt(), manager));
    }

    @Operation(
            summary = "Withdraws a rule set that waits",
            description = "Whoever proposed it. One that was added stays (409 `rule_set_added`).")
    @DeleteMapping("/{version}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller.Person caller, @PathVariable ProgramId id, @PathVariable String version) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        ruleSets.withdraw(id, version, manager.actor());
    }

    @Operation(
            summary = "The rule sets in the order in which they take effect",
            description =
                    "The `added` one with the latest `effective_from` not after an event counts for it; one that is `waiting` for none.")
    @GetMapping
    Page<RuleSetView> list(Caller caller, @PathVariable ProgramId id, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return ruleSets.list(id, page).map(RuleSetView::of);
    }
}
