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
import dev.handsel.platform.json.Plain;
import dev.handsel.platform.json.Within;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.programs.terms.Program.AttributionTerms;
import dev.handsel.programs.terms.Program.Consent;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Program.PayoutSchedule;
import dev.handsel.programs.terms.ProgramSetUp.Abilities;
import dev.handsel.programs.terms.ProgramView.Mode;
import dev.handsel.programs.terms.Tracking.TrackingRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
            @Nullable Model model,
            @Nullable @Min(1) @Max(3650) Integer windowDays,
            @Nullable Boolean matchDevice) {

        static AttributionTerms orUsual(@Nullable AttributionRequest wanted) {
            return wanted == null
                    ? new AttributionTerms(Model.LAST_CLICK, Program.USUAL_DAYS, true)
                    : new AttributionTerms(
                            or(wanted.model, Model.LAST_CLICK),
                            or(wanted.windowDays, Program.USUAL_DAYS),
                            or(wanted.matchDevice, true));
        }
    }

    record ProgramRequest(
            @NotBlank @Size(max = 200) @Plain String name,

            @Nullable @Pattern(
                    regexp = "[a-z0-9][a-z0-9-]{0,62}",
                    message = "1 to 63 of a-z, 0-9 and hyphens, with no hyphen first")
            String slug,

            @NotNull Mode mode,
            @NotNull WebAddress landingUrl,
            @Nullable @Size(min = 1, max = 100) List<LandingHost> allowedLandingHosts,
            @Nullable @CurrencyCode String currency,
            @Nullable @Min(0) @Max(3650) Integer holdDays,
            @Nullable Map<@CurrencyCode String, @PositiveOrZero Long> payoutMinimums,
            @Nullable PayoutSchedule payoutSchedule,
            @Nullable @Min(0) @Max(23) Integer payoutHour,
            @Nullable PayoutProvider payoutProvider,
            @Nullable Boolean twoPersonPayouts,
            @Nullable @Valid AttributionRequest attribution,
            @Nullable Consent consent,
            @Nullable @Valid TrackingRequest tracking,
            @Nullable @Within Instant clock)
            implements Judged {

        @Override
        public List<Fault> judge() {
            return ProgramFaults.of(this);
        }

        ProgramDraft draft() {
            boolean live = mode == Mode.LIVE;
            var money = or(currency, Program.USUAL_CURRENCY);
            return new ProgramDraft(
                    name.strip(),
                    Optional.ofNullable(slug),
                    live,
                    landingUrl,
                    ProgramChanges.texts(or(allowedLandingHosts, List.of(LandingHost.of(landingUrl)))),
                    money,
                    or(holdDays, Program.USUAL_DAYS),
                    or(payoutMinimums, Map.of(money, Program.USUAL_MINIMUM)),
                    or(payoutSchedule, PayoutSchedule.MANUAL),
                    or(payoutHour, Program.USUAL_PAYOUT_HOUR),
                    or(payoutProvider, live ? PayoutProvider.STRIPE : PayoutProvider.SIMULATED),
                    or(twoPersonPayouts, false),
                    AttributionRequest.orUsual(attribution),
                    or(consent, Consent.NOT_APPLICABLE),
                    TrackingRequest.orUsual(tracking),
                    Optional.ofNullable(clock));
        }
    }

    private static <T> T or(@Nullable T wanted, T usual) {
        return wanted == null ? usual : wanted;
    }

    private final Programs programs;
    private final ProgramSetUp setUp;
    private final ProgramEditing editing;
    private final Stripe stripe;
    private final LinkHosts links;

    ProgramController(Programs programs, ProgramSetUp setUp, ProgramEditing editing, Stripe stripe, LinkHosts links) {
        this.programs = programs;
        this.setUp = setUp;
        this.editing = editing;
        this.stripe = stripe;
        this.links = links;
    }

    @Operation(
            summary =
                    "Makes a programme with the rule set `default` and one API key, whose text is shown only in this answer",
            description = """
                    Needs `name`, `mode` and `landing_url`. Else: a slug made from the name, the landing page's host alone, USD,
                    30 days of holding, a least payout of 5000 minor units of the currency, payouts by hand, the last click of
                    30 days, simulated payouts in test and Stripe's in live mode. 409 `slug_taken` where the slug is given and
                    taken. A live programme needs a key for Stripe on this server (`stripe_not_configured`). `tracking.cookie_domain` is the
                    domain of a host of this server's links, or one above it that is no public suffix (`not_above_links`,
                    `public_suffix`); an empty one means the host alone.""")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<ProgramView> create(
            Caller.Person caller, @Valid @RequestBody ProgramRequest body, HttpServletRequest request) {
        var manager = caller.requireRole(Role.OWNER, Role.MANAGER);
        var created = setUp.create(body.draft(), new Abilities(stripe.configured(), links), manager.actor());
        Secrets.inAnswer(request, "/api_key");
        return ResponseEntity.created(
                        URI.create("/v1/programs/" + created.program().id()))
                .eTag(IfMatch.etag(created.program().version()))
                .body(ProgramView.of(created));
    }

    @Operation(
            summary = "A programme",
            description =
                    "For people with a role and for its own API keys. The `ETag` is what `If-Match` of a change names.")
    @GetMapping("/{id}")
    ResponseEntity<ProgramView> get(Caller caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return answer(programs.get(id));
    }

    @Operation(summary = "Every programme, newest first", description = "For owners, managers, finance and analysts.")
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
        return answer(editing.change(id, ifMatch, body, links, manager.actor()));
    }

    private static ResponseEntity<ProgramView> answer(Program program) {
        return ResponseEntity.ok().eTag(IfMatch.etag(program.version())).body(ProgramView.of(program));
    }
}
