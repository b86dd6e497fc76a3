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
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

    /** An entry about an affiliate and a group. */
    record MembershipView(AffiliateId affiliate, String group, boolean joins, Instant from) {
        static MembershipView of(Membership entry) {
            return new MembershipView(entry.affiliate(), entry.group(), entry.joins(), entry.from());
        }
    }

    /**
     * An affiliate in a group.
     *
     * @param until when they leave it or join another one; absent while neither is known
     */
    record MemberView(
            AffiliateId affiliate, Instant from, @Nullable Instant until) {
        static MemberView of(Span span) {
            var entry = span.membership();
            return new MemberView(entry.affiliate(), entry.from(), span.until());
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
                    An affiliate is in at most one group at a time: who joins one leaves the other. 409 `membership_exists` where
                    the affiliate is in the group then or has an entry of that instant, `not_a_member` where one leaves who is
                    not in it, `terms_in_use` where a commission of the affiliate dated from then exists.""")
    @PostMapping("/{group}/members")
    @ResponseStatus(HttpStatus.CREATED)
    MembershipView enter(
            Caller.Person caller,
            @PathVariable ProgramId id,
            @PathVariable String group,
            @Valid @RequestBody MemberRequest body) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        boolean joins = !Boolean.FALSE.equals(body.joins());
        var entry = new Membership(body.affiliate(), group, joins, body.from());
        return MembershipView.of(groups.enter(id, entry, manager.actor()));
    }

    @Operation(
            summary = "Who is in a group from when until when",
            description = "In the order of joining; also those who have left it.")
    @GetMapping("/{group}/members")
    Page<MemberView> members(Caller caller, @PathVariable ProgramId id, @PathVariable String group, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        subjects.group(id, group);
        return Page.ofText(page, store.members(id, group, page), Span::key).map(MemberView::of);
    }
}
