package dev.handsel.programs.terms;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.programs.terms.TwoPersonReleases.Standing;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/programs/{id}/two_person_release")
class TwoPersonReleaseController {

    /**
     * Whether payouts of the programme need two people.
     *
     * @param askedBy who wishes that one be enough; null where nobody does
     * @param askedAt when they said so, by the system's clock
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ReleaseView(
            boolean twoPersonPayouts,
            @Nullable String askedBy,
            @Nullable Instant askedAt) {
        static ReleaseView of(Standing standing) {
            var asked = standing.release();
            return new ReleaseView(
                    standing.twoPersonPayouts(),
                    asked.map(TwoPersonRelease::askedBy).orElse(null),
                    asked.map(TwoPersonRelease::askedAt).orElse(null));
        }
    }

    private final TwoPersonReleases releases;

    TwoPersonReleaseController(TwoPersonReleases releases) {
        this.releases = releases;
    }

    @Operation(
            summary = "Whether payouts of the programme need two people, and who wishes that one be enough",
            description = "A wish is forgotten after seven days; `asked_by` is null then.")
    @GetMapping
    ReleaseView get(Caller.Person caller, @PathVariable ProgramId id) {
        caller.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return ReleaseView.of(releases.standing(id));
    }

    @Operation(summary = "Asks that one person be enough for payouts, or grants it to who asked", description = """
                    The rule is off once two people have asked for that within seven days. It holds for payouts made afterwards:
                    those that were asked for before keep needing two. Repeating is harmless.""")
    @PostMapping
    ReleaseView ask(Caller.Person caller, @PathVariable ProgramId id) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        return ReleaseView.of(releases.ask(id, manager.actor()));
    }

    @Operation(
            summary = "Takes back the wish that one person be enough; repeating is harmless",
            description = "Anybody who may ask may do so, whoever asked.")
    @DeleteMapping
    ReleaseView withdraw(Caller.Person caller, @PathVariable ProgramId id) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        return ReleaseView.of(releases.withdraw(id, manager.actor()));
    }
}
