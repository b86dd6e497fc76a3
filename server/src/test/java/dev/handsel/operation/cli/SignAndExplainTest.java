package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.Handsel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignAndExplainTest {

    private static final Path VECTORS = Path.of("../signing/src/test/resources/vectors/device-v1-vectors.json");
    private static final String SECRET = "dvs1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh845SXoZ";
    private static final String URL = "https://api.example.test/v1/device/self";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeSecret() throws IOException {
        Files.writeString(folder.resolve("secret"), SECRET + "\n");
    }

    static Stream<Named<JsonNode>> vectors() throws IOException {
        var file = JsonMapper.builder().build().readTree(Files.readAllBytes(VECTORS));
        return Stream.of("positive", "negative")
                .flatMap(kind -> StreamSupport.stream(file.path(kind).spliterator(), false))
                .filter(vector -> vector.toString().contains("dk_01JDEV0000000000000000000A"))
                .filter(vector -> !vector.has("state"))
                .map(vector -> Named.of(vector.path("id").asString(), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void the_published_requests_are_explained_as_they_were_sent(JsonNode vector) throws IOException {
        boolean accepted = vector.path("expected").asString().equals("accepted");
        for (var lineEnd : List.of("\n", "\r\n")) {
            Files.write(folder.resolve("request"), raw(vector.path("request"), lineEnd));

            int exit = explain("--json", "--now", vector.path("now").asString());

            assertThat(exit).isEqualTo(accepted ? 0 : 1);
            assertThat(out.toString())
                    .contains(
                            accepted
                                    ? "\"result\":\"valid\""
                                    : "\"result\":\""
                                            + vector.path("error_code").asString());
            out.getBuffer().setLength(0);
        }
    }

    private static byte[] raw(JsonNode request, String lineEnd) throws IOException {
        var raw = new ByteArrayOutputStream();
        var head = new StringBuilder(
                request.path("method").asString() + " " + request.path("target").asString() + " HTTP/1.1" + lineEnd);
        request.path("headers")
                .forEach(header -> head.append(header.get(0).asString())
                        .append(": ")
                        .append(header.get(1).asString())
                        .append(lineEnd));
        raw.write(head.append(lineEnd).toString().getBytes(StandardCharsets.ISO_8859_1));
        raw.write(HexFormat.of().parseHex(request.path("body_hex").asString()));
        return raw.toByteArray();
    }

    @Test
    void what_sign_prints_is_valid_and_what_is_broken_is_named() throws IOException {
        assertThat(sign("POST", URL, "--key-id", "dk_1", "--data", "{\"a\": 1}"))
                .isZero();
        var head = "POST /v1/device/self HTTP/1.1\nHost: api.example.test\n" + out + "\n";

        assertThat(explained(head + "{\"a\": 1}")).isZero();
        assertThat(out.toString()).startsWith("valid");

        assertThat(explained(head + "{\"a\":1}")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("refused: digest_mismatch")
                .contains("mistake: body_reserialised")
                .contains("  \"@method\": POST\\n\n");
    }

    @Test
    void four_headers_are_signed_and_explained_as_well() throws IOException {
        assertThat(sign("DELETE", URL, "--four-headers", "--device", "dev_1")).isZero();
        assertThat(out.toString().lines()).hasSize(4).allMatch(line -> line.startsWith("X-"));

        assertThat(explained("DELETE " + URL + "\n" + out + "\n")).isZero();
    }

    @Test
    void the_clients_text_is_compared_without_a_secret() throws IOException {
        sign("GET", URL, "--key-id", "dk_1", "--created", "1772359200", "--nonce", "AAECAwQFBgcICQoLDA0ODw");
        var input = out.toString().lines().findFirst().orElseThrow().replaceFirst(".*sig=", "");
        var lines = List.of(
                "\"@method\": GET",
                "\"@authority\": api.example.test",
                "\"@path\": /v1/device/self",
                "\"@query\": ?",
                "\"@signature-params\": " + input);
        Files.writeString(folder.resolve("signed"), String.join("\r\n", lines));
        Files.writeString(folder.resolve("request"), "GET " + URL + " HTTP/1.1\n" + out + "\n");
        out.getBuffer().setLength(0);

        int exit = run(
                "explain",
                folder.resolve("request").toString(),
                "--signed-file",
                folder.resolve("signed").toString(),
                "--now",
                "2026-03-01T10:00:30Z");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("signature_unchecked")
                .contains("mistake: crlf")
                .contains("byte 14 (line 1, column 15), expected 0x0a, found 0x0d")
                .contains("found:    \"@method\": GET\\r\\n");
    }

    @Test
    void json_is_read_as_well() throws IOException {
        Files.writeString(folder.resolve("request"), """
                {"method": "GET", "url": "%s", "headers": {"X-Nonce": ["nonce-0001"], "X-Device-Id": "dev_1",
                 "X-Timestamp": "2026-03-01T10:00:00Z", "X-Signature": "AAAA"}, "body_base64": "", "signed": "GET|"}
                """.formatted(URL));

        assertThat(explain("--now", "1772359200", "--json")).isEqualTo(1);
        assertThat(out.toString())
                .contains("\"expected_base\":\"GET|/v1/device/self||dev_1|nonce-0001|2026-03-01T10:00:00Z\"")
                .contains("\"expected_byte\":\"0x2f\",\"actual_byte\":\"end\"");
    }

    @Test
    void a_whole_url_says_where_the_request_went_and_another_host_is_named() throws IOException {
        assertThat(sign("GET", URL, "--key-id", "dk_1")).isZero();
        var signature = out.toString();

        assertThat(explained("GET " + URL + " HTTP/1.1\nHost: backend:8080\n" + signature + "\n"))
                .isZero();
        assertThat(explained("GET https://other.example/v1/device/self HTTP/1.1\nHost: api.example.test\n" + signature
                        + "\n"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("mistake: host_changed", "\"@authority\": other.example");
    }

    @Test
    void a_command_for_curl_survives_the_shell() throws IOException, InterruptedException {
        sign("POST", URL + "?q='a'", "--key-id", "dk_1", "--data", "it's $HOME `x` \"y\"\n\\", "--curl");

        var process = new ProcessBuilder("sh", "-c", out.toString().replaceFirst("^curl", "printf '<%s>'")).start();
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(words)
                .startsWith(
                        "<--globoff><--path-as-is><-X><POST><" + URL + "?q='a'><-H><Content-Type: application/json>")
                .contains("<Signature-Input: sig=(\"@method\" ")
                .endsWith("<--data-raw><it's $HOME `x` \"y\"\n\\>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sign GET https://x.test/",
                "sign GET https://x.test/ --key-id dk_1 --secret-file nowhere",
                "sign GET /v1/x --key-id dk_1 --secret-file SECRET",
                "sign GET https://x.test/../y --key-id dk_1 --secret-file SECRET",
                "sign GET https://x.test/ --four-headers --key-id dk_1 --secret-file SECRET",
                "sign GET https://x.test/ --key-id dk_1 --nonce short --secret-file SECRET",
                "sign GET https://x.test/ --key-id dk_1 --secret dvs1_x",
                "explain nowhere",
                "explain SECRET",
                "explain SECRET --scheme ftp",
            })
    void a_wrong_call_ends_with_2_and_repeats_no_secret(String line) {
        var arguments =
                line.replace("SECRET", folder.resolve("secret").toString()).split(" ");

        assertThat(run(arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotEmpty().doesNotContain(SECRET);
    }

    private int explained(String request) throws IOException {
        Files.writeString(folder.resolve("request"), request);
        out.getBuffer().setLength(0);
        return explain();
    }

    private int explain(String... more) {
        return withSecret(List.of("explain", folder.resolve("request").toString()), more);
    }

    private int sign(String... arguments) {
        return withSecret(List.of("sign"), arguments);
    }

    private int withSecret(List<String> command, String... more) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(more));
        all.addAll(List.of("--secret-file", folder.resolve("secret").toString()));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Cli.commandLine(Handsel.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
