package dev.handsel.fraud.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.words.Word;
import dev.handsel.fraud.replay.Shadow.Failure;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.json.Judged;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/programs/{id}/fraud_parameters/shadow")
class ShadowController {

    /**
     * What is tried.
     *
     * @param parameters those that are not at their standard, by their names
     */
    record ShadowRequest(@NotNull Map<String, Double> parameters) implements Judged {

        @Override
        public List<Fault> judge() {
            return parameters == null
                    ? List.of()
                    : Parameters.faults(parameters).stream()
                            .map(fault -> new Fault("/parameters" + fault.pointer(), fault.code(), fault.message()))
                            .toList();
        }
    }

    /** How far it is. */
    enum ShadowState implements Word {
        /** Nobody has looked yet. */
        WAITING,
        EVALUATED,
        /** It could not be seen the last time. */
        FAILED
    }

    /**
     * Why it could not be seen.
     *
     * @param at by the clock of the server
     * @param reason `too_long`: it took more than ten minutes; `too_large`: it took more memory than the server gives; otherwise the
     *     kind of failure, of which the log of the server has more
     */
    record FailureView(Instant at, String reason) {

        private static @Nullable FailureView of(@Nullable Failure failure) {
            return failure == null ? null : new FailureView(failure.at(), failure.reason());
        }
    }

    /**
     * What a programme tries, and what it would change.
     *
     * @param parameters those that are not at their standard
     * @param since when it was set, by the clock of the server
     * @param failed absent where it was seen the last time
     * @param result what was found last; absent before
     */
    record ShadowView(
            ProgramId program,
            Map<String, Double> parameters,
            Instant since,
            ShadowState state,
            @Nullable FailureView failed,
            @Nullable ShadowResult result) {

        static ShadowView of(Shadow shadow) {
            var found = shadow.found();
            var state = shadow.failure() != null
                    ? ShadowState.FAILED
                    : found == null ? ShadowState.WAITING : ShadowState.EVALUATED;
            return new ShadowView(
                    shadow.program(),
                    shadow.parameters().set(),
                    shadow.setAt(),
                    state,
                    FailureView.of(shadow.failure()),
                    found == null ? null : found.result());
        }
    }

    private final Shadows shadows;

    ShadowController(Shadows shadows) {
        this.shadows = shadows;
    }

    @Operation(
            summary = "What other parameters of the rules about fraud would change",
            description =
                    "As it was found last: right after they were set, and later at most once an hour, when something was told.")
    @GetMapping
    ShadowView get(Caller caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return ShadowView.of(shadows.get(id));
    }

    @Operation(summary = "Tries other parameters of the rules about fraud beside those in force", description = """
                    For owners and managers. Replaces those that were tried before. Nothing is judged by them: all that was told is
                    gone over in memory, and what would be otherwise is told. Ten an hour (429).""")
    @PutMapping
    ShadowView set(
            Caller.Person caller,
            @PathVariable ProgramId id,
            @Valid @RequestBody ShadowRequest body,
            HttpServletRequest request) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER);
        return ShadowView.of(
                shadows.set(id, Parameters.read(body.parameters()), caller.actor(), request.getRequestId()));
    }

    @Operation(summary = "Tries no other parameters any more", description = "For owners and managers.")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller.Person caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER);
        shadows.remove(id, caller.actor());
    }
}
