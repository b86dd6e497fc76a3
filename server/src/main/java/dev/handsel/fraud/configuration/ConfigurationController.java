package dev.handsel.fraud.configuration;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.json.Judged;
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/programs/{id}/fraud_parameters")
class ConfigurationController {

    /**
     * What a programme sets for its rules, all of it.
     *
     * @param parameters those that are not at their standard, by their names
     * @param effects {@code full} or {@code flag_only}; absent, they stay as they are
     */
    record ParametersRequest(
            @NotNull Map<String, Double> parameters,
            @Nullable Effects effects) implements Judged {

        @Override
        public List<Fault> judge() {
            return parameters == null
                    ? List.of()
                    : Parameters.faults(parameters).stream()
                            .map(fault -> new Fault("/parameters" + fault.pointer(), fault.code(), fault.message()))
                            .toList();
        }
    }

    /**
     * What a programme has set for its rules.
     *
     * @param version counts changes; 0 while everything is at its standard
     * @param parameters those that are not at their standard
     * @param effects whether verdicts restrict whom they are about
     */
    record ParametersView(ProgramId program, long version, Map<String, Double> parameters, Effects effects) {}

    private final RuleConfigurations configurations;
    private final Programs programs;

    ConfigurationController(RuleConfigurations configurations, Programs programs) {
        this.configurations = configurations;
        this.programs = programs;
    }

    @Operation(
            summary = "What a programme has set for its rules about fraud",
            description =
                    "What is not named is at its standard, which `GET /v1/fraud/rules` tells. The `ETag` is what `If-Match` of"
                            + " a change names.")
    @GetMapping
    ResponseEntity<ParametersView> get(Caller caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return answer(id, configurations.of(programs.get(id).id()));
    }

    @Operation(summary = "Sets the parameters of the rules about fraud; needs `If-Match`", description = """
                    For owners and managers. Replaces all that was set. What is judged from then on is judged by it; what was judged
                    before stands until it is judged again. `effects` is changed by owners alone: with `full` all verdicts hold and
                    block at once, with `flag_only` they are shown and restrict nobody, and what they restricted is released.
                    Where it is absent it stays as it is.""")
    @PutMapping
    ResponseEntity<ParametersView> set(
            Caller.Person caller,
            @PathVariable ProgramId id,
            IfMatch ifMatch,
            @Valid @RequestBody ParametersRequest body) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER);
        var set = configurations.set(caller, id, ifMatch, Parameters.read(body.parameters()), body.effects());
        return answer(id, set);
    }

    private static ResponseEntity<ParametersView> answer(ProgramId id, RuleConfiguration configuration) {
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(configuration.version()))
                .body(new ParametersView(
                        id, configuration.version(), configuration.inForce().set(), configuration.effects()));
    }
}
