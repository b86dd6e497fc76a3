package dev.handsel.referrals.agreements;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.json.Plain;
import dev.handsel.platform.json.Within;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.agreements.Group;
import dev.handsel.programs.agreements.GroupStore;
import dev.handsel.programs.agreements.GroupStore.Span;
import dev.handsel.programs.agreements.Membership;
import dev.handsel.programs.agreements.Standing;
import dev.handsel.programs.agreements.Standing.State;
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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
@RequestMapping("/v1/programs/{id}/groups")
class GroupController {

    record GroupRequest(
            @NotBlank @Size(max = 200) @Plain String name,

            @NotNull @Pattern(
                    regexp = "[a-z0-9][a-z0-9-]{0,62}",
                    message = "1 to 63 of a-z, 0-9 and hyphens, with no hyphen first")
            String slug) {}

    record GroupView(String slug, String name, Instant createdAt) {
        static GroupView of(Group group) {
            return new GroupView(group.slug(), group.name(), group.createdAt());
        }
    }

    /**
     * An affiliate joins or leaves a group.
     *
     * @param joins false to leave it; true where it is absent
     */
    record MemberRequest(
            @NotNull AffiliateId affiliate,
            @NotNull @Within Instant from,
            @Nullable Boolean joins) {}

    /**
     * An entry about an affiliate and a group.
     *
     * @param joins false where the affiliate leaves the group
     * @param until when they leave it or join another one; absent while neither is known
     * @param state whether it counts, or waits for a second person
     * @param proposedBy who proposed it, where two people were needed
     * @param proposedAt when, while it waits
     * @param approvedBy the second person
     */
    record MemberView(
            AffiliateId affiliate,
            String group,
            boolean joins,
            Instant from,
            @Nullable Instant until,
            State state,
            @Nullable String proposedBy,
            @Nullable Instant proposedAt,
            @Nullable String approvedBy) {

        static MemberView of(Standing<Membership> standing, @Nullable Instant until) {
            var entry = standing.terms();
            return new MemberView(
                    entry.affiliate(),
                    entry.group(),
                    entry.joins(),
                    entry.from(),
                    until,
                    standing.state(),
                    standing.proposedBy(),
                    standing.proposedAt(),
                    standing.approvedBy());
        }
    }

    private final Programs programs;
    private final GroupStore store;
    private final Groups groups;
    private final Subjects subjects;

    GroupController(Programs programs, GroupStore store, Groups groups, Subjects subjects) {
        this.programs = programs;
        this.store = store;
        this.groups = groups;
        this.subjects = subjects;
    }

    @Operation(
            summary = "Makes a group of affiliates, who can have terms of their own",
            description = "409 `group_exists` where the slug is taken. A group stays what it is called.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    GroupView add(Caller.Person caller, @PathVariable ProgramId id, @Valid @RequestBody GroupRequest body) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        return GroupView.of(groups.add(id, body.slug(), body.name().strip(), manager.actor()));
    }

    @Operation(
            summary = "The groups of a programme, by their slugs",
            description = "For people who run it and for its own API keys.")
    @GetMapping
    Page<GroupView> list(Caller caller, @PathVariable ProgramId id, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        programs.get(id);
        return Page.ofText(page, store.list(id, page), Group::slug).map(GroupView::of);
    }

    @Operation(summary = "An affiliate joins a group from an instant on, or leaves it", description = """
                    An affiliate is in at most one group at a time: who joins one leaves the other. Where the programme has
                    `two_person_payouts`, the entry waits (202) until a second person approves it. 409 `membership_exists` where
                    the affiliate is in the group then or has an entry of that instant, `not_a_member` where one leaves who is
                    not in it, `terms_in_use` where a commission of the affiliate dated from then exists.""")
    @ApiResponse(responseCode = "201", description = "Added", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "It counts for nothing until a second person approves it",
            useReturnTypeSchema = true)
    @PostMapping("/{group}/members")
    ResponseEntity<MemberView> enter(
            Caller.Person caller,
            @PathVariable ProgramId id,
            @PathVariable String group,
            @Valid @RequestBody MemberRequest body) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        boolean joins = !Boolean.FALSE.equals(body.joins());
        var entry = new Membership(body.affiliate(), group, joins, body.from());
        var standing = groups.enter(id, entry, manager.actor());
        var status = switch (standing.state()) {
            case ADDED -> HttpStatus.CREATED;
            case WAITING -> HttpStatus.ACCEPTED;
        };
        return ResponseEntity.status(status).body(MemberView.of(standing, null));
    }

    /**
     * Which entry is approved: one that waits is replaced, never changed.
     *
     * @param proposedAt as the list shows it
     */
    record MembershipApproval(@NotNull @Within Instant proposedAt) {}

    @Operation(
            summary = "Approves what somebody else proposed of an affiliate; it counts from now on",
            description = """
                    For another owner or manager: who proposed it, and the affiliate, is refused (403
                    `second_person_required`). `proposed_at` is that of the entry as it was read: 409 `membership_changed`
                    where another one waits by now. It is judged as if it were added now. 404 where nothing waits.""")
    @PostMapping("/{group}/members/{affiliate}/approve")
    MemberView approve(
            Caller.Person caller,
            @PathVariable ProgramId id,
            @PathVariable String group,
            @PathVariable AffiliateId affiliate,
            @Valid @RequestBody MembershipApproval body) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        return MemberView.of(groups.approve(id, group, affiliate, body.proposedAt(), manager), null);
    }

    @Operation(
            summary = "Withdraws what waits to be approved of an affiliate",
            description = "Whoever proposed it. 404 where nothing waits.")
    @DeleteMapping("/{group}/members/{affiliate}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            Caller.Person caller,
            @PathVariable ProgramId id,
            @PathVariable String group,
            @PathVariable AffiliateId affiliate) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        groups.withdraw(id, group, affiliate, manager.actor());
    }

    @Operation(
            summary = "Who is in a group from when until when",
            description = "In the order of joining; also those who have left it, and what is `waiting`.")
    @GetMapping("/{group}/members")
    Page<MemberView> members(Caller caller, @PathVariable ProgramId id, @PathVariable String group, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        subjects.group(id, group);
        return Page.ofText(page, store.members(id, group, page), Span::key)
                .map(span -> MemberView.of(span.standing(), span.until()));
    }
}
