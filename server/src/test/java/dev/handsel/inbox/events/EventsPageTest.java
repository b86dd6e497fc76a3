package dev.handsel.inbox.events;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Outside;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/events.md and the served description against the types that are read. */
@HandselTest
class EventsPageTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PAGE = Outside.text(Outside.root().resolve("docs/events.md"));
    private static final List<String> COMMON = List.of("id", "type", "occurred_at");

    private final JsonNode schemas;

    @Autowired
    private EventScene scene;

    EventsPageTest(@Value("${handsel.public-url}") String url) {
        this.schemas = new Client(url).get("/v1/openapi.json").json().at("/components/schemas");
    }

    private JsonNode schema(String type) {
        var reference = schemas.at("/Event/discriminator/mapping").get(type);
        assertThat(reference).as("a schema for " + type).isNotNull();
        return schemas.get(reference.asString().substring("#/components/schemas/".length()));
    }

    @Test
    void each_kind_of_body_is_a_type_and_each_type_has_a_schema() {
        assertThat(new LinkedHashSet<Class<?>>(EventReader.types().values()))
                .as("those that Stripe's webhooks alone tell are nobody else's")
                .containsExactlyInAnyOrderElementsOf(kinds(EventBody.class)
                        .filter(kind -> !StripeEventBody.class.isAssignableFrom(kind))
                        .toList());
        assertThat(schemas.at("/Event/discriminator/mapping").propertyNames())
                .containsExactlyInAnyOrderElementsOf(EventReader.types().keySet());
        assertThat(schemas.at("/Event/oneOf").size())
                .isEqualTo(EventReader.types().size());
        EventReader.types()
                .keySet()
                .forEach(type -> assertThat(
                                schema(type).at("/properties/type/enum").toString())
                        .isEqualTo("[\"" + type + "\"]"));
    }

    private static Stream<Class<?>> kinds(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(EventsPageTest::kinds)
                : Stream.of(sealed);
    }

    @Test
    void the_page_has_every_type_with_its_members() {
        var rows = EventReader.types().keySet().stream()
                .map(type -> "| `%s` | %s | %s |"
                        .formatted(type, schema(type).path("description").asString("no words"), members(type)))
                .collect(joining("\n"));
        assertThat(PAGE).as("the table of types is to be\n" + rows).contains(rows);
    }

    private String members(String type) {
        var schema = schema(type);
        var required =
                schema.get("required").valueStream().map(JsonNode::asString).toList();
        return schema.get("properties").propertyNames().stream()
                .filter(member -> !COMMON.contains(member))
                .map(member -> "`" + member + (required.contains(member) ? "`" : "?`"))
                .collect(joining(", "));
    }

    @Test
    void the_page_says_of_every_member_what_it_means() {
        var meanings = new TreeMap<String, Map<String, Set<String>>>();
        EventReader.types()
                .keySet()
                .forEach(type -> schema(type).get("properties").properties().forEach(member -> {
                    meant(meanings, member.getKey(), member.getValue(), type);
                    if (member.getKey().equals("lines")) {
                        schemas.at("/InvoiceLine/properties")
                                .properties()
                                .forEach(part -> meant(meanings, "lines[]." + part.getKey(), part.getValue(), type));
                    }
                }));
        var rows = meanings.entrySet().stream()
                .flatMap(member -> member.getValue().entrySet().stream()
                        .map(meaning -> "| `%s`%s | %s |"
                                .formatted(
                                        member.getKey(),
                                        member.getValue().size() == 1
                                                ? ""
                                                : " of `" + String.join("`, `", meaning.getValue()) + "`",
                                        meaning.getKey())))
                .collect(joining("\n"));
        assertThat(rows).doesNotContain("no words");
        assertThat(PAGE).as("the table of members is to be\n" + rows).contains(rows);
    }

    private static void meant(
            Map<String, Map<String, Set<String>>> meanings, String name, JsonNode member, String type) {
        meanings.computeIfAbsent(name, _ -> new TreeMap<>())
                .computeIfAbsent(member.path("description").asString("no words"), _ -> new TreeSet<>())
                .add(type);
    }

    @Test
    void the_page_says_what_each_result_means() {
        var rows = Arrays.stream(ResultWord.values())
                .map(word -> "| `%s` | %s |".formatted(word.word(), word.meaning()))
                .collect(joining("\n"));
        assertThat(PAGE).as("the table of results is to be\n" + rows).contains(rows);
    }

    @Test
    void the_examples_are_of_each_type_and_all_count() {
        var examples = Pattern.compile("(?m)^\\{.*\"type\".*}$")
                .matcher(PAGE)
                .results()
                .map(line -> JSON.readTree(line.group()))
                .toList();
        assertThat(examples.stream().map(event -> event.get("type").asString()).distinct())
                .containsExactlyInAnyOrderElementsOf(EventReader.types().keySet());
        var shop = scene.shop(wish -> wish.put("clock", "2026-02-01T00:00:00Z"));
        var affiliate = shop.asMerchant("/v1/affiliates", Map.of("external_id", "nora", "code", "nora-shop"));
        assertThat(affiliate.status()).as(affiliate.text()).isEqualTo(201);
        var body = examples.stream().map(JsonNode::toString).collect(joining(",", "{\"events\": [", "]}"));
        var reply = shop.post(body);
        assertThat(reply.json().get("events").findValuesAsString("result"))
                .as(reply.text())
                .hasSameSizeAs(examples)
                .containsOnly("recorded");
    }
}
