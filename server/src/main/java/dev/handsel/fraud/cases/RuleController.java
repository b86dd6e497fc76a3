package dev.handsel.fraud.cases;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.configuration.RuleConfigurations;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RuleController {

    /**
     * A rule about fraud.
     *
     * @param version a greater one says the same of no history for certain
     * @param says what it suspects, in words
     * @param stopsAll whether a hold of an affiliate by it stops all that they earn, and not only what their named referrals bring
     * @param parameters those that decide it, with their values: shares and probabilities from 0 to 1, windows in seconds
     */
    record RuleView(
            String id,
            int version,
            List<FraudType> types,
            String says,
            boolean stopsAll,
            Map<String, Double> parameters) {

        static RuleView of(Rule rule, Parameters parameters) {
            return new RuleView(
                    rule.id(), rule.version(), rule.types(), RuleWords.of(rule), rule.stopsAll(), parameters.of(rule));
        }
    }

    /** All rules. */
    record RuleList(List<RuleView> data) {}

    private final RuleConfigurations configurations;

    RuleController(RuleConfigurations configurations) {
        this.configurations = configurations;
    }

    @Operation(
            summary = "The rules about fraud",
            description =
                    "What each says, with its version and the parameters by which it judges: those of a programme, or where none"
                            + " is named the standard. For people with a role.")
    @GetMapping("/v1/fraud/rules")
    RuleList rules(Caller.Person caller, @RequestParam @Nullable ProgramId program) {
        caller.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var parameters = program == null
                ? Parameters.STANDARD
                : configurations.of(program).inForce();
        return new RuleList(Arrays.stream(Rule.values())
                .map(rule -> RuleView.of(rule, parameters))
                .toList());
    }
}
