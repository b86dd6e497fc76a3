package dev.handsel.referrals.agreements;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.agreements.Level;
import dev.handsel.programs.agreements.SpecialTermsStore;
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/programs/{id}/terms")
class TermsController {

    private final Programs programs;
    private final SpecialTermsStore store;
    private final TermsEditing editing;

    TermsController(Programs programs, SpecialTermsStore store, TermsEditing editing) {
        this.programs = programs;
        this.store = store;
        this.editing = editing;
    }

    @Operation(summary = "Adds terms of a link, coupon, affiliate, group, product or the programme", description = """
                    They hold from `effective_from` on, as a whole in place of earlier ones of the same subject. Of each member the
                    strongest level that sets it wins: link or coupon, affiliate, group, product, programme; rates, where nobody
                    else sets them, are those of the rule set. Where the programme has `two_person_payouts`, they wait (202) until
                    a second person approves them. 409 `terms_exist` where terms of the subject begin at that instant,
                    `terms_in_use` where a commission dated from then exists that they would concern, `rates_above_whole` where
                    rates would be more than 10000 together with a rule set, `too_many_tiers` where those of 100 others have
                    tiers at some time from then on.""")
    @ApiResponse(responseCode = "201", description = "Added", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "They count for nothing until a second person approves them",
            useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<TermsView> add(
            Caller.Person caller, @PathVariable ProgramId id, @Valid @RequestBody TermsDraft body) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        var standing = editing.add(id, body, manager.actor());
        var status = switch (standing.state()) {
            case ADDED -> HttpStatus.CREATED;
            case WAITING -> HttpStatus.ACCEPTED;
        };
        return ResponseEntity.status(status).body(TermsView.of(standing));
    }

    @Operation(summary = "Terms beside the rule sets, the newest first", description = """
                    Of one `level` or one `subject` where they are given. Those that are `waiting` count for nothing yet.""")
    @GetMapping
    Page<TermsView> list(
            Caller caller,
            @PathVariable ProgramId id,
            @RequestParam Optional<Level> level,
            @RequestParam Optional<String> subject,
            PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        programs.get(id);
        return Page.of(
                        page,
                        store.list(id, level, subject, page),
                        standing -> standing.terms().id().value())
                .map(TermsView::of);
    }

    @Operation(summary = "Approves terms that somebody else proposed; they count from now on", description = """
                    For another owner or manager: who proposed them or earns by them is refused (403
                    `second_person_required`): the affiliate, who is in the group from `effective_from` on, and of a product
                    or the programme every affiliate. They are judged as if they were added now. Repeating is harmless.""")
    @PostMapping("/{terms}/approve")
    TermsView approve(Caller.Person caller, @PathVariable ProgramId id, @PathVariable TermsId terms) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        return TermsView.of(editing.approve(id, terms, manager));
    }

    @Operation(
            summary = "Withdraws terms that wait",
            description = "Whoever proposed them. Those that were added stay (409 `terms_added`).")
    @DeleteMapping("/{terms}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Caller.Person caller, @PathVariable ProgramId id, @PathVariable TermsId terms) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        editing.withdraw(id, terms, manager.actor());
    }
}
