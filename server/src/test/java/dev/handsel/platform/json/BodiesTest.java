package dev.handsel.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BodiesTest {

    enum Mode {
        LIVE,
        DRY_RUN,
        @JsonProperty("TEST")
        TEST
    }

    record Line(@Positive long amount, @NotNull Instant periodStart) {
        @AssertTrue boolean isRound() {
            return amount % 10 == 0;
        }
    }

    record Order(
            @NotNull @Size(max = 5) String name,
            int quantity,
            @Nullable Integer monthCount,
            @NotNull Mode mode,
            boolean active,
            @NotNull BigDecimal price,
            @NotEmpty List<Line> lines,
            @NotNull Map<@Pattern(regexp = "[A-Z]{3}") String, @Min(1) Long> payoutMinimums,
            Optional<String> note,
            @Nullable Set<String> hosts,
            @Nullable JsonNode extra) {}

    record Named(@NotNull ProgramId program, @NotNull String name) {}

    record Between(int from, int to) {
        Between {
            if (from > to) {
                throw new IllegalArgumentException("From must not be after to.");
            }
        }
    }

    private static final String SOUND = """
            {"name": "first", "quantity": 2, "mode": "dry_run", "active": false, "price": 1.250,
             "lines": [{"amount": 10, "period_start": "2026-01-02T03:04:05.123456789+02:00"}],
             "payout_minimums": {"USD": 5000}}
            """;

    private final JsonMapper mapper = mapper();
    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();
    private final Bodies bodies = new Bodies(mapper, validator);

    private static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        JsonSettings.apply(builder);
        return builder.build();
    }

    private <T> Reading<T> read(String json, Class<T> type) {
        return bodies.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), type);
    }

    private List<String> faults(String json, Class<?> type) {
        return switch (read(json, type)) {
            case Reading.Sound<?> sound -> throw new AssertionError("Sound: " + sound);
            case Reading.Faulty<?> faulty -> texts(faulty.faults());
        };
    }

    private static List<String> texts(List<Fault> faults) {
        return faults.stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    @Test
    void a_sound_body_is_bound_as_it_is_written() {
        var order = read(SOUND, Order.class).orRefuse();
        assertThat(order.mode()).isEqualTo(Mode.DRY_RUN);
        assertThat(order.price()).isEqualTo(new BigDecimal("1.250"));
        assertThat(order.lines()).containsExactly(new Line(10, Instant.parse("2026-01-02T01:04:05.123456Z")));
        assertThat(order.payoutMinimums()).isEqualTo(Map.of("USD", 5000L));
        assertThat(order.note()).isEmpty();
        assertThat(order.monthCount()).isNull();
    }

    @Test
    void every_fault_of_a_body_is_told_not_only_the_first() {
        var json = """
                {"name": "too long", "quantity": "2", "mode": "sometimes", "active": 1, "prize": 2, "colour": "red",
                 "lines": [{"amount": 0, "period_start": "yesterday"}, {"amount": 7.0, "x": 1}, null, "no"],
                 "payout_minimums": {"usd": 1, "EUR": 0, "a/b": "1"}, "note": 5, "hosts": ["a", 1]}
                """;
        assertThat(faults(json, Order.class))
                .containsExactlyInAnyOrder(
                        "/prize unknown_member",
                        "/colour unknown_member",
                        "/name out_of_range",
                        "/quantity wrong_type",
                        "/mode unknown_value",
                        "/active wrong_type",
                        "/price required",
                        "/lines/0/amount out_of_range",
                        "/lines/0/period_start malformed",
                        "/lines/1/amount wrong_type",
                        "/lines/1/x unknown_member",
                        "/lines/1/period_start required",
                        "/lines/2 required",
                        "/lines/3 wrong_type",
                        "/payout_minimums/a~1b wrong_type",
                        "/note wrong_type",
                        "/hosts/1 wrong_type");
    }

    @Test
    void keys_and_values_of_maps_are_validated_with_pointers_to_them() {
        var json = SOUND.replace("{\"USD\": 5000}", "{\"usd\": 1, \"EUR\": 0}");
        assertThat(faults(json, Order.class))
                .containsExactlyInAnyOrder("/payout_minimums/usd malformed", "/payout_minimums/EUR out_of_range");
    }

    @Test
    void repeated_members_are_faults_beside_the_others() {
        assertThat(faults("{\"from\": 1, \"from\": 2, \"x\": 1, \"x\": {\"y\": 1, \"y\": 2}}", Between.class))
                .containsExactlyInAnyOrder(
                        "/from duplicate_member",
                        "/x duplicate_member",
                        "/x/y duplicate_member",
                        "/x unknown_member",
                        "/to required");
    }

    @Test
    void what_a_record_says_about_itself_as_a_whole_counts_too() {
        assertThat(faults("{\"from\": 3, \"to\": 2}", Between.class)).containsExactly(" invalid");
        assertThat(faults(SOUND.replace("\"amount\": 10", "\"amount\": 11"), Order.class))
                .containsExactly("/lines/0/round invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | required",
                "'  ' | required",
                "'{' | malformed_json",
                "'{} {}' | malformed_json",
                "'{\"from\": NaN}' | malformed_json",
                "'{\"from\": 01}' | malformed_json",
                "'{''from'': 1}' | malformed_json",
                "'{\"from\": 1,}' | malformed_json",
                "'[]' | wrong_type",
                "'7' | wrong_type",
                "'null' | required"
            })
    void a_body_that_is_no_object_has_one_fault(String json, String code) {
        assertThat(faults(json, Between.class)).containsExactly(" " + code);
    }

    @Test
    void deep_nesting_is_malformed_and_nothing_breaks() {
        assertThat(faults("[".repeat(100_000), Between.class)).containsExactly(" malformed_json");
    }

    @Test
    void numbers_must_fit() {
        var beyond = List.of("9223372036854775808", "-1e400", "1E+999999999");
        assertThat(faults("{\"from\": 2147483648, \"to\": 1.0}", Between.class))
                .containsExactly("/from out_of_range", "/to wrong_type");
        for (var number : beyond) {
            assertThat(faults(
                            SOUND.replace("1.250", number).replace("\"amount\": 10", "\"amount\": " + number),
                            Order.class))
                    .contains(
                            number.contains("e") || number.contains("E")
                                    ? "/price out_of_range"
                                    : "/lines/0/amount out_of_range");
        }
    }

    @Test
    void texts_that_cannot_be_stored_are_malformed() {
        assertThat(faults("{\"name\": \"a\\u0000b\", \"program\": \"\\ud800\"}", Named.class))
                .contains("/name malformed", "/program malformed");
    }

    @Test
    void a_malformed_id_is_unknown_where_it_is_the_only_fault() {
        assertThatThrownBy(() -> read("{\"program\": \"prg_x\", \"name\": \"n\"}", Named.class)
                        .orRefuse())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.kind()).isEqualTo(RefusalKind.NOT_FOUND));
        assertThatThrownBy(() -> read("{\"program\": \"prg_x\"}", Named.class).orRefuse())
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(texts(refused.faults()))
                                .containsExactly("/program not_found", "/name required"));
    }

    @Test
    void a_part_of_a_body_is_read_by_itself_with_its_place() {
        var part = mapper.readTree("{\"from\": true}");
        assertThat(bodies.read(part, Between.class, "/events/3"))
                .isInstanceOfSatisfying(
                        Reading.Faulty.class,
                        faulty -> assertThat(faulty.faults().toString()).contains("/events/3/from", "/events/3/to"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-30T00:00:00Z",
        "2026-01-01T00:00:00",
        "2026-01-01",
        "0000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "1767225600"
    })
    void times_without_offset_or_out_of_the_calendar_are_malformed(String time) {
        assertThat(faults("{\"amount\": 10, \"period_start\": \"" + time + "\"}", Line.class))
                .containsExactly("/period_start malformed");
    }

    @Test
    void answers_are_snake_case_without_absent_values() {
        var order = read(SOUND, Order.class).orRefuse();
        assertThat(mapper.writeValueAsString(order))
                .isEqualTo("{\"name\":\"first\",\"quantity\":2,\"mode\":\"dry_run\",\"active\":false,\"price\":1.250,"
                        + "\"lines\":[{\"amount\":10,\"period_start\":\"2026-01-02T01:04:05.123456Z\"}],"
                        + "\"payout_minimums\":{\"USD\":5000}}");
        assertThat(mapper.writeValueAsString(List.of(Instant.EPOCH, Mode.TEST)))
                .isEqualTo("[\"1970-01-01T00:00:00Z\",\"TEST\"]");
    }
}
