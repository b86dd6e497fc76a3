package dev.handsel.referrals.links;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.http.Strangers;
import dev.handsel.platform.limits.Limit;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.clicks.VisitorId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Clicks on sites that use {@code ?via=} instead of redirects: the snippet, and what it posts. */
@RestController
class ClickController {

    record ClickRequest(
            @NotBlank String program,
            @NotBlank String code,
            @NotBlank @Size(max = 8000) String url,
            @Nullable @Size(max = 8000) String referrer,

            @Nullable @Pattern(regexp = "new|" + VisitorId.FORM + "|" + VisitorProofs.FORM) String visitor) {

        /** Whose browser it is, somebody new where that is not proven; null where it shall not or would not be known again. */
        private @Nullable VisitorId visitor(ProgramId program, Visitor sender, VisitorProofs proofs) {
            return visitor == null || sender.objects()
                    ? null
                    : proofs.find(program, visitor).orElseGet(VisitorId::fresh);
        }
    }

    /**
     * A click that was recorded.
     *
     * @param visitor whose it is, for the browser to keep; null where it shall not be known again, and for a click that does not
     *     count
     */
    record ClickView(ClickId clickId, @Nullable String visitor) {}

    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");

    private final Destinations destinations;
    private final Visits visits;
    private final VisitorProofs proofs;
    private final Programs programs;
    private final Snippet snippet;
    private final Strangers strangers;

    ClickController(
            Destinations destinations,
            Visits visits,
            VisitorProofs proofs,
            Programs programs,
            Snippet snippet,
            Strangers strangers) {
        this.destinations = destinations;
        this.visits = visits;
        this.proofs = proofs;
        this.programs = programs;
        this.snippet = snippet;
        this.strangers = strangers;
    }

    @Operation(
            summary = "The snippet for the pages of a programme, by its id or slug",
            description =
                    "For pages that are reached with `?via=`: it posts the click and keeps its id. May be cached for five minutes.")
    @SecurityRequirements
    @ApiResponse(
            responseCode = "200",
            description = "The snippet",
            content = @Content(mediaType = "text/javascript", schema = @Schema(type = "string")))
    @GetMapping("/v1/click.js")
    ResponseEntity<String> script(@RequestParam String program) {
        var found = programs.named(program).orElseThrow(() -> Refused.notFound("programme"));
        return ResponseEntity.ok()
                .contentType(SCRIPT)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(snippet.of(found));
    }

    @Operation(summary = "Records a click on a page with `?via=`", description = """
                    200 once it is durable; 202 where the database is away and the click is stored later. 403
                    `origin_not_allowed` for pages elsewhere. 429 `too_many_requests` for more than 600 clicks a minute for
                    one affiliate from one network, `too_many_failures` for more than 120 unknown codes a minute. `visitor` is what the
                    answer to an earlier click held, which the page keeps in the browser, with consent where that is required:
                    clicks with the same one are one visitor's. Pages that have none yet send `new`, and those that may not keep
                    one send none. What this server has not made for the programme counts as `new`.""")
    @SecurityRequirements
    @ApiResponse(responseCode = "200", description = "Recorded", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "Taken; stored once the database is back",
            useReturnTypeSchema = true)
    @ApiResponse(responseCode = "403", description = "The page is none of the programme's: `origin_not_allowed`.")
    @PostMapping("/v1/clicks")
    ResponseEntity<ClickView> record(
            @Valid @RequestBody ClickRequest body,
            @RequestHeader(name = HttpHeaders.ORIGIN, required = false) @Nullable String origin,
            HttpServletRequest request,
            HttpServletResponse response) {
        var destination = destination(body, request);
        if (origin != null) {
            allow(origin, destination.program(), response);
        }
        if (WebAddress.findOrigin(body.url())
                .filter(destination.program()::allows)
                .isEmpty()) {
            throw Refused.invalid(List.of(new Fault(
                    "/url", "host_not_allowed", "This is no page of the programme's allowed_landing_hosts.")));
        }
        if (!strangers.mayUse(
                Limit.POSTED_CLICKS, request, destination.affiliate().id())) {
            throw Refused.later(
                    RefusalKind.TOO_MANY,
                    "too_many_requests",
                    "More clicks come from here than people make.",
                    Limit.POSTED_CLICKS.refill());
        }
        return recorded(destination, body, new Visitor(request));
    }

    private ResponseEntity<ClickView> recorded(Destination destination, ClickRequest body, Visitor sender) {
        var program = destination.program().id();
        var visitor = body.visitor(program, sender, proofs);
        var click = visits.posted(destination, sender, body.url(), body.referrer(), visitor);
        var kept = visitor == null || !click.counted() ? null : proofs.written(program, visitor);
        return ResponseEntity.status(click.durable() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(new ClickView(click.id(), kept));
    }

    /** Codes in use are taken from memory, so that nobody loses clicks for what others guess behind the same address. */
    private Destination destination(ClickRequest body, HttpServletRequest request) {
        if (destinations.remembers(body.program(), body.code())) {
            return find(body);
        }
        return strangers.guess(Limit.WRONG_CODES, request, () -> find(body));
    }

    private Destination find(ClickRequest body) {
        return destinations
                .find(body.program(), body.code())
                .filter(destination -> destination.affiliate().active())
                .orElseThrow(() -> Refused.notFound("code in this programme"));
    }

    /** Set again, as this origin may be known without the database: see {@link PageFilter}. */
    private static void allow(String origin, Program program, HttpServletResponse response) {
        if (Origins.find(origin).filter(program::allows).isEmpty()) {
            throw Origins.notAllowed();
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
}
