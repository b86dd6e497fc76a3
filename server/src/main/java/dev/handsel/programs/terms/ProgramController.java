package dev.handsel.programs.terms;

import dev.handsel.base.addresses.LandingHost;
import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.idempotency.Secrets;
import dev.handsel.platform.json.CurrencyCode;
import dev.handsel.platform.json.Judged;
import dev.handsel.platform.json.Within;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.Program.AttributionTerms;
import dev.handsel.programs.terms.Program.Consent;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Program.PayoutSchedule;
import dev.handsel.programs.terms.ProgramView.Mode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/programs")
class ProgramController {

    record AttributionRequest(
            @NotNull Model model,
            @NotNull @Min(0) @Max(3650) Integer windowDays,
            @Nullable Boolean matchDevice) {
        AttributionTerms attribution() {
            return new AttributionTerms(model, windowDays, !Objects.equals(matchDevice, false));
        }
    }

    record ProgramRequest(
            @NotBlank @Size(max = 200) String name,

            @Nullable @Pattern(
                    regexp = "[a-z0-9][a-z0-9-]{0,62}",
                    message = "1 to 63 of a-z, 0-9 and hyphens, with no hyphen first")
            String slug,

            @NotNull Mode mode,
            @NotNull WebAddress landingUrl,
            @NotEmpty @Size(max = 100) List<LandingHost> allowedLandingHosts,
            @NotNull @CurrencyCode Currency currency,
            @NotNull @Min(0) @Max(3650) Integer holdDays,
            @NotNull Map<@CurrencyCode Currency, @PositiveOrZero Long> payoutMinimums,
            @NotNull PayoutSchedule payoutSchedule,
            @Nullable @Min(0) @Max(23) Integer payoutHour,
            @NotNull PayoutProvider payoutProvider,
            @Nullable Boolean twoPersonPayouts,
            @NotNull @Valid AttributionRequest attribution,
            @Nullable Consent consent,
            @Nullable @Within Instant clock)
            implements Judged {

        @Override
        public List<Fault> judge() {
            return ProgramFaults.of(this);
        }

        ProgramDraft draft() {
            return new ProgramDraft(
                    name.strip(),
                    Optional.ofNullable(slug),
                    mode == Mode.LIVE,
                    landingUrl,
                    ProgramChanges.texts(allowedLandingHosts),
                    currency,
                    holdDays,
                    ProgramChanges.byCode(payoutMinimums),
                    payoutSchedule,
                    payoutHour == null ? Program.USUAL_PAYOUT_HOUR : payoutHour,
                    payoutProvider,
                    Objects.equals(twoPersonPayouts, true),
                    attribution.attribution(),
                    Optional.ofNullable(consent).orElse(Consent.NOT_APPLICABLE),
                    Optional.ofNullable(clock));
        }
    }

    private final Programs programs;
    private final ProgramSetUp setUp;
    private final ProgramEditing editing;

    ProgramController(Programs programs, ProgramSetUp setUp, ProgramEditing editing) {
        this.programs = programs;
        this.setUp = setUp;
        this.editing = editing;
    }

    @Operation(
            summary =
                    "Makes a programme with the rule set `default` and one API key, whose text is shown only in this answer",
            description = """
                    409 `slug_taken` where the slug is given and taken; without one it is made from the name.""")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<ProgramView> create(
            Caller.Person caller, @Valid @RequestBody ProgramRequest body, HttpServletRequest request) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        var created = setUp.create(body.draft(), manager.actor());
        Secrets.inAnswer(request, "/api_key");
        return ResponseEntity.created(
                        URI.create("/v1/programs/" + created.program().id()))
                .eTag(IfMatch.etag(created.program().version()))
                .body(ProgramView.of(created));
    }

    @Operation(summary = "The programme, for those who run it and for its own API keys")
    @GetMapping("/{id}")
    ResponseEntity<ProgramView> get(Caller caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return answer(programs.get(id));
    }

    @Operation(summary = "Every programme, newest first")
    @GetMapping
    Page<ProgramView> list(Caller.Person caller, PageRequest page) {
        caller.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return programs.list(page).map(ProgramView::of);
    }

    @Operation(summary = "Changes what is given; needs `If-Match`", description = """
                    What belongs to the terms is changed by adding a rule set.""")
    @PatchMapping("/{id}")
    ResponseEntity<ProgramView> change(
            Caller.Person caller,
            @PathVariable ProgramId id,
            IfMatch ifMatch,
            @Valid @RequestBody ProgramChanges body) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        return answer(editing.change(id, ifMatch, body, manager.actor()));
    }

    private static ResponseEntity<ProgramView> answer(Program program) {
        return ResponseEntity.ok().eTag(IfMatch.etag(program.version())).body(ProgramView.of(program));
    }
}
