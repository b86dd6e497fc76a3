package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.handsel.platform.idempotency.ShownOnce;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which members schemas name as required, and which may be null. */
class MembersTest {

    enum Colour {
        RED
    }

    record Part(String name) {}

    record Whole(
            String there,
            int number,
            @Nullable String leftOut,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String writtenAsNull,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Part partOrNull,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Colour colourOrNull,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notWhereEmpty,
            @ShownOnce String secret,
            @JsonRawValue String text,
            JsonNode tree,
            @NotBlank @Size(max = 9) String named,
            @JsonProperty("otherwise") String calledOtherwise) {}

    private static final Schema<?> WHOLE = schema();

    private static Schema<?> schema() {
        var mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        var converters = new ModelConverters(true);
        converters.addConverter(new Schemas(mapper).openapi31(true));
        return Objects.requireNonNull(converters.readAll(Whole.class).get("MembersTestWhole"));
    }

    private static Schema<?> member(String name) {
        return Objects.requireNonNull(WHOLE.getProperties().get(name));
    }

    @Test
    void what_is_not_nullable_is_required_and_what_is_written_as_null_too() {
        assertThat(WHOLE.getRequired())
                .containsExactlyInAnyOrder(
                        "there",
                        "number",
                        "written_as_null",
                        "part_or_null",
                        "colour_or_null",
                        "secret",
                        "text",
                        "tree",
                        "named",
                        "otherwise");
    }

    @Test
    void null_is_declared_where_it_is_written_and_nowhere_else() {
        assertThat(member("there").getTypes()).containsExactly("string");
        assertThat(member("left_out").getTypes()).containsExactly("string");
        assertThat(member("written_as_null").getTypes()).containsExactly("string", "null");
        assertThat(member("secret").getTypes()).containsExactly("string", "null");
        assertThat(member("colour_or_null").getEnum().toString()).isEqualTo("[red, null]");
        var either = member("part_or_null").getAnyOf();
        Schema<?> nothing = either.getLast();
        assertThat(either.getFirst().get$ref()).endsWith("/MembersTestPart");
        assertThat(nothing.getTypes()).containsExactly("null");
    }

    @Test
    void json_that_is_kept_as_a_text_or_a_tree_is_an_object() {
        assertThat(member("text").getTypes()).containsExactly("object");
        assertThat(member("tree").getTypes()).containsExactly("object");
    }

    @Test
    void what_must_not_be_blank_has_a_character() {
        assertThat(member("named").getMinLength()).isEqualTo(1);
        assertThat(member("named").getMaxLength()).isEqualTo(9);
    }

    @Test
    void patterns_match_the_whole_text_in_every_dialect() {
        var matches = Map.of("[a-z]{2}|x", "ab", "(?s).*\\S.*", "a\nb");
        matches.forEach((java, text) -> {
            var found = Pattern.compile(FullMatch.of(java));
            assertThat(found.pattern()).doesNotContain("(?s)");
            assertThat(found.matcher(text).find()).isTrue();
        });
        assertThat(Pattern.compile(FullMatch.of("[a-z]{2}|x")).matcher("abx").find())
                .isFalse();
    }
}
