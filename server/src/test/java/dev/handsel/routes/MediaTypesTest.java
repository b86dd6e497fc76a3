package dev.handsel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/** There is one reader of JSON, and nothing else reads or writes anything, whatever lies on the class path. */
@HandselTest
class MediaTypesTest {

    private static final List<String> MORE = List.of(
            "application/yaml",
            "application/x-yaml",
            "text/yaml",
            "application/xml",
            "application/cbor",
            "application/x-jackson-smile",
            "application/x-protobuf",
            "application/x-ndjson",
            "application/problem+json",
            "application/merge-patch+json",
            "application/json; charset=utf-16",
            "application/json; charset=iso-8859-1",
            "application/octet-stream",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "text/plain",
            "nonsense",
            "application/json, text/plain");

    private final Client client;

    @Autowired
    private RequestMappingHandlerAdapter handlers;

    MediaTypesTest(@Value("${handsel.public-url}") String url) {
        this.client = new Client(url);
    }

    /** What Spring would read by what it finds on the class path, and what is known beside that. */
    private static Set<String> types() {
        var types = new TreeSet<>(MORE);
        for (var converter :
                HttpMessageConverters.forServer().registerDefaults().build()) {
            converter.getSupportedMediaTypes().stream()
                    .filter(type -> type.isConcrete())
                    .forEach(type -> types.add(type.toString()));
        }
        types.remove("application/json");
        return types;
    }

    private static Stream<Declared> reading() {
        return Declared.all().stream()
                .filter(each -> each.access() != Access.VISITOR && each.access() != Access.NEVER)
                .filter(each -> !each.route().pattern().startsWith("/v1/signatures/forward-auth"));
    }

    private static String form(Route route) {
        return route.pattern().startsWith("/v1/") ? "application/json" : "application/x-www-form-urlencoded";
    }

    @Test
    void no_route_takes_a_body_of_any_other_type() {
        assertThat(types()).contains("application/yaml");
        assertSoftly(softly -> reading()
                .map(Declared::sample)
                .distinct()
                .forEach(route -> types().stream()
                        .filter(type -> !type.startsWith(form(route)) || type.contains(";") || type.contains(","))
                        .forEach(type -> {
                            var reply = client.send(
                                    route.method(),
                                    route.pattern(),
                                    BodyPublishers.ofString("a: 1"),
                                    "Content-Type",
                                    type);
                            softly.assertThat(reply.status())
                                    .as(route + " " + type)
                                    .isEqualTo(415);
                            softly.assertThat(reply.header("Accept"))
                                    .as(route + " " + type)
                                    .isEqualTo(form(route));
                            softly.assertThat(reply.header("Content-Type"))
                                    .as(route + " " + type)
                                    .isEqualTo("application/problem+json");
                        })));
    }

    @Test
    void no_route_takes_a_compressed_body() {
        assertSoftly(softly -> reading()
                .map(Declared::sample)
                .distinct()
                .forEach(route -> Stream.of("gzip", "deflate", "br", "zstd", "x-gzip", "gzip, identity", "cow")
                        .forEach(coding -> {
                            var reply = client.send(
                                    route.method(),
                                    route.pattern(),
                                    BodyPublishers.ofByteArray(zipped("{}")),
                                    "Content-Type",
                                    form(route),
                                    "Content-Encoding",
                                    coding);
                            softly.assertThat(reply.status())
                                    .as(route + " " + coding)
                                    .isEqualTo(415);
                            softly.assertThat(reply.header("Accept-Encoding"))
                                    .as(route + " " + coding)
                                    .isEqualTo("identity");
                            softly.assertThat(reply.json().get("detail").asString())
                                    .contains("\"" + coding + "\"");
                        })));
    }

    @Test
    void no_answer_is_anything_but_json_a_page_or_a_script() {
        assertSoftly(softly -> Declared.all().stream()
                .filter(each -> each.access() != Access.NEVER)
                .map(Declared::sample)
                .distinct()
                .forEach(route -> types().forEach(type -> {
                    if (type.contains("nonsense")) {
                        return;
                    }
                    var reply = client.send(route.method(), route.pattern(), BodyPublishers.noBody(), "Accept", type);
                    softly.assertThat(reply.header("Content-Type").replaceFirst(";.*", ""))
                            .as(route + " " + type)
                            .isIn("", "application/json", "application/problem+json", "text/html", "text/javascript");
                    softly.assertThat(reply.status()).as(route + " " + type).isLessThan(500);
                })));
    }

    @Test
    void the_description_is_json_alone() {
        assertThat(client.get("/v1/openapi.json.yaml").status()).isIn(401, 404);
        assertThat(client.get("/v1/openapi.json", "Accept", "application/yaml").text())
                .doesNotStartWith("openapi:");
    }

    @Test
    void there_is_one_reader_of_json_and_no_converter_of_anything_else() {
        assertThat(handlers.getMessageConverters().stream()
                        .map(HttpMessageConverter::getClass)
                        .map(Class::getSimpleName))
                .containsExactlyInAnyOrder(
                        "ByteArrayHttpMessageConverter", "StringHttpMessageConverter", "StrictJsonConverter");
    }

    @Test
    void a_body_whose_type_is_not_told_learns_which_is_taken() {
        var reply = client.send(
                "POST",
                "/v1/trial/things",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))),
                "Content-Type",
                "");
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.json().get("detail").asString()).contains("application/json", "Content-Type");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16, NUL", "UTF-16LE, NUL", "UTF-32, NUL", "ISO-8859-1, UTF-8"})
    void json_is_utf_8_whatever_it_says(String charset, String reason) throws IOException {
        var body = "{\"name\": \"Zoë\", \"size\": 1}".getBytes(java.nio.charset.Charset.forName(charset));
        var reply = client.send("POST", "/v1/trial/things", BodyPublishers.ofByteArray(body));
        assertThat(reply.faults()).containsExactly(" malformed_json");
        assertThat(reply.text()).contains(reason);
    }

    private static byte[] zipped(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
