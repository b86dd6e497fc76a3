package dev.handsel.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.handsel.base.refusal.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class ParametersTest {

    @Test
    void what_is_not_set_stands_at_its_standard() {
        var parameters = Parameters.read(Map.of("hold_at", 0.8));
        assertThat(parameters.of(Parameter.HOLD_AT)).isEqualTo(0.8);
        assertThat(parameters.of(Parameter.FLAG_AT)).isEqualTo(0.45);
    }

    @Test
    void they_are_read_from_json_and_written_as_they_were_read() {
        var json = new JsonMapper();
        var parameters = json.readValue("{\"hold_at\": 0.8, \"cluster\": 4}", Parameters.class);
        assertThat(parameters.of(Parameter.HOLD_AT)).isEqualTo(0.8);
        assertThat(parameters.count(Parameter.CLUSTER)).isEqualTo(4);
        assertThat(json.writeValueAsString(parameters)).isEqualTo("{\"cluster\":4.0,\"hold_at\":0.8}");
    }

    @Test
    void every_fault_is_named() {
        var wrong = Map.of("hold/1", 0.5, "cluster", 2.5, "flag_at", 1.5, "soon_window", 0.0, "block_at", 0.5);
        assertThat(Parameters.faults(wrong))
                .extracting(Fault::pointer, Fault::code)
                .containsExactlyInAnyOrder(
                        tuple("/hold~11", "unknown_member"),
                        tuple("/cluster", "out_of_range"),
                        tuple("/flag_at", "out_of_range"),
                        tuple("/soon_window", "out_of_range"),
                        tuple("/hold_at", "out_of_range"));
        assertThatThrownBy(() -> Parameters.read(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("/hold~11:", "/cluster:", "/flag_at:", "/soon_window:", "/hold_at:");
    }

    @Test
    void what_is_no_number_is_out_of_range() {
        assertThat(Parameters.faults(Map.of("hold_at", Double.NaN, "cluster", Double.POSITIVE_INFINITY)))
                .hasSize(2);
    }

    @Test
    void null_is_no_value() {
        var json = new JsonMapper();
        assertThatThrownBy(() -> json.readValue("{\"hold_at\": null}", Parameters.class))
                .hasMessageContaining("/hold_at: Expected a number from 0 to 1");
    }

    @Test
    void confidence_is_never_certain() {
        assertThat(Parameters.faults(Map.of("disputes_confidence", 1.0))).hasSize(1);
        assertThat(Parameters.faults(Map.of("disputes_confidence", 0.49))).hasSize(1);
        assertThat(Parameters.faults(Map.of("disputes_confidence", 0.999))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void each_standard_is_within_its_bounds_and_may_be_written_down(Parameter parameter) {
        assertThat(Parameters.faults(Map.of(parameter.word(), parameter.standard())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void each_rule_has_an_id_a_version_a_type_and_thresholds(Rule rule) {
        assertThat(rule.id()).matches("[A-Z]{2}-[0-9]");
        assertThat(Rule.find(rule.id())).contains(rule);
        assertThat(rule.version()).isPositive();
        assertThat(rule.types()).isNotEmpty();
        assertThat(Parameters.STANDARD.of(rule))
                .hasSameSizeAs(rule.thresholds())
                .isNotEmpty();
    }
}
