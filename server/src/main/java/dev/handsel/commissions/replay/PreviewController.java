package dev.handsel.commissions.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.http.Costly;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import dev.handsel.platform.idempotency.KeylessPath;
import dev.handsel.platform.json.Bodies;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.terms.RuleSetDraft;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class PreviewController {

    @Configuration(proxyBeanMethods = false)
    static class PreviewReading {
        /** It writes nothing, and reads everything at one moment, in a transaction of its own. */
        @Bean
        KeylessPath keylessPreview() {
            return new KeylessPath(RequestPaths.only(HttpMethod.POST, "/v1/programs/*/rule_sets/preview"));
        }
    }

    private final CostPreview preview;
    private final Rebookings rebookings;
    private final Bodies bodies;
    private final Programs programs;
    private final InstantSource clock;

    PreviewController(
            CostPreview preview, Rebookings rebookings, Bodies bodies, Programs programs, InstantSource clock) {
        this.preview = preview;
        this.rebookings = rebookings;
        this.bodies = bodies;
        this.programs = programs;
        this.clock = clock;
    }

    /** Asks what the rules of today make of what the first engine booked. */
    record CurrentRules(
            @NotNull @Pattern(regexp = "current", message = "current") String ruleSet) {}

    @Operation(summary = "What a rule set would have cost", description = """
                    Applies a draft to the invoices of the last months (1 to 24, counted back from the programme's present)
                    and answers what they would have cost, by currency and by affiliate, beside what they did cost. Nothing
                    is stored; `notes` says what is decided again and what is left as it was.

                    With `{"rule_set": "current"}` instead of a draft: what the rules of today make of the invoices that were
                    booked in the order of their arrival, whenever they were paid; `preview` names that list for
                    `POST .../rebookings`.""")
    @Costly
    @PostMapping("/v1/programs/{id}/rule_sets/preview")
    CostView preview(
            Caller caller,
            @PathVariable ProgramId id,
            @RequestParam(defaultValue = "3") @Min(1) @Max(24) int months,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(oneOf = {RuleSetDraft.class, CurrentRules.class})))
                    @RequestBody
                    JsonNode body) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var now = programs.get(id).now(clock);
        if (body.has("rule_set")) {
            bodies.read(body, CurrentRules.class, "").orRefuse();
            return CostView.of(id, rebookings.preview(id), now);
        }
        var draft = bodies.read(body, RuleSetDraft.class, "").orRefuse();
        var from = now.atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
        return CostView.of(
                id,
                draft.version(),
                months,
                from,
                now,
                preview.compare(programs.terms(id).always(draft.ruleSet()), from));
    }

    /** The list to book: the {@code preview} that was shown with it. */
    record RebookingRequest(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "64 hexadecimal digits") String preview) {}

    @Operation(summary = "Books what the rules of today make of older invoices", description = """
                    The very list that a preview of `{"rule_set": "current"}` has shown, all of it or nothing: 409
                    `preview_outdated` where it has become another one. Invoices that were booked in the order of their arrival
                    follow the facts from then on; each difference is a booking of its own.""")
    @Costly
    @IdempotencyKeyRequired
    @PostMapping("/v1/programs/{id}/rebookings")
    @ResponseStatus(HttpStatus.CREATED)
    CostView rebook(Caller.Person caller, @PathVariable ProgramId id, @Valid @RequestBody RebookingRequest request) {
        var owner = caller.requireRole(Role.OWNER);
        var now = programs.get(id).now(clock);
        return CostView.of(id, rebookings.book(id, request.preview(), owner.actor()), now);
    }
}
