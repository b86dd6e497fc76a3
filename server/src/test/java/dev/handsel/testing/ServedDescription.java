package dev.handsel.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document that a server serves, held against what it answers: every answer has a status that its operation
 * declares, and a body with the members that the schema has, no other ones, and all that are required. What fails says what
 * is to be declared.
 */
final class ServedDescription {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Optional<ServedDescription>> BY_SERVER = new ConcurrentHashMap<>();
    private static final Map<JsonNode, ServedDescription> BY_CONTENT = new ConcurrentHashMap<>();

    /** Failures that any operation may answer, whatever it does: those are declared together as {@code default}. */
    private static final Set<Integer> ANYWHERE = Set.of(405, 406, 408, 413, 415, 421, 429, 431, 500, 503);

    /** Only tests have these; the document does not describe itself; a proxy asks about any path behind it; nobody links to no programme. */
    private static final Pattern UNDESCRIBED =
            Pattern.compile("/v1/(trial|closed_trial|openapi)\\b.*|/v1/signatures/forward-auth/.*|/r/([^/]+/?)?");

    private final JsonNode document;
    private final List<Template> templates;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            settings -> settings.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ENGLISH)
                    .build()));

    /** A path with its variables. */
    private record Template(String path, Pattern pattern, int variables) {
        static Template of(String path) {
            var pattern = path.replaceAll("([.])", "\\\\$1")
                    .replaceFirst("\\{path}$", ".+")
                    .replaceAll("\\{[^}]+}", "[^/]+");
            return new Template(path, Pattern.compile(pattern), path.split("\\{", -1).length - 1);
        }
    }

    private ServedDescription(JsonNode document) {
        this.document = document;
        this.templates = document.get("paths").propertyNames().stream()
                .map(Template::of)
                .sorted(Comparator.comparingInt(Template::variables))
                .toList();
        document.at("/components/schemas").forEach(ServedDescription::close);
    }

    /** Clients may meet members that are new to them; here there are none but those that are described. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }

    /** Fails where the server's own description says something else than this answer to a request with this body. */
    static void check(HttpClient http, String server, HttpResponse<String> answer, String sent) {
        of(http, server).ifPresent(served -> served.check(answer, sent));
    }

    /** Nothing where there is no description: it is a server of others, or it cannot be asked now. */
    private static Optional<ServedDescription> of(HttpClient http, String server) {
        var known = BY_SERVER.get(server);
        if (known != null) {
            return known;
        }
        try {
            var request = HttpRequest.newBuilder(URI.create(server + "/v1/openapi.json"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 500) {
                return Optional.empty();
            }
            var served = answer.statusCode() == 200
                    ? Optional.of(ofText(answer.body()))
                    : Optional.<ServedDescription>empty();
            BY_SERVER.put(server, served);
            return served;
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static ServedDescription ofText(String text) {
        var document = (ObjectNode) JSON.readTree(text);
        document.remove("servers");
        return BY_CONTENT.computeIfAbsent(document.deepCopy(), _ -> new ServedDescription(document));
    }

    private void check(HttpResponse<String> answer, String sent) {
        var request = answer.request();
        var path = request.uri().getRawPath();
        if (request.method().equals("OPTIONS") || UNDESCRIBED.matcher(path).matches() || !isApi(path)) {
            return;
        }
        var method = request.method().toLowerCase(Locale.ROOT).replace("head", "get");
        var template = templates.stream()
                .filter(each -> each.pattern().matcher(path).matches())
                .filter(each -> document.get("paths").get(each.path()).has(method))
                .findFirst();
        var name = request.method() + " " + template.map(Template::path).orElse(path);
        if (template.isEmpty()) {
            if (answer.statusCode() < 400) {
                throw failure(name + " answered " + answer.statusCode() + ", but no operation of the served description"
                        + " is there: describe it, or hide it on purpose with @Hidden and name it here.");
            }
            checkProblem(name, answer);
            return;
        }
        var operation = document.get("paths").get(template.get().path()).get(method);
        checkAnswer(name, operation, answer);
        if (answer.statusCode() < 300) {
            checkRequest(name, operation, answer, sent);
        }
    }

    private static boolean isApi(String path) {
        return path.startsWith("/v1/") || path.startsWith("/r/");
    }

    private void checkAnswer(String name, JsonNode operation, HttpResponse<String> answer) {
        var status = answer.statusCode();
        var declared = operation.get("responses").get(Integer.toString(status));
        if (declared == null && !ANYWHERE.contains(status)) {
            throw failure(name + " answered " + status + ", which it does not declare; it declares "
                    + operation.get("responses").propertyNames() + ". "
                    + (status < 400
                            ? "Declare it: @ApiResponse(responseCode = \"" + status + "\", useReturnTypeSchema = true)."
                            : "Failures (platform.problems) says by kind what operations refuse; if the kind cannot tell,"
                                    + " declare it there or with @ApiResponse on the handler. It said: "
                                    + answer.body()));
        }
        if (declared == null || status >= 400) {
            boolean isPage = type(answer).equals("text/html")
                    && declared != null
                    && declared.path("content").has("text/html");
            if (!isPage) {
                checkProblem(name, answer);
            }
            return;
        }
        var content = declared.path("content");
        if (answer.body().isEmpty()) {
            if (!content.isEmpty() && !answer.request().method().equals("HEAD")) {
                throw failure(
                        name + " answered " + status + " without a body, but declares " + content.propertyNames());
            }
            return;
        }
        var type = type(answer);
        if (!content.has(type)) {
            throw failure(name + " answered " + status + " with a body of " + type + ", but declares "
                    + content.propertyNames()
                    + ": @GetMapping(produces = ...) or @ApiResponse(content = ...) say which.");
        }
        if (type.endsWith("json")) {
            checkBody(name + " " + status, content.get(type).get("schema"), answer.body());
        }
    }

    private void checkProblem(String name, HttpResponse<String> answer) {
        if (answer.request().method().equals("HEAD")) {
            return;
        }
        if (!type(answer).equals("application/problem+json")) {
            throw failure(name + " failed with " + answer.statusCode() + " and a body of " + type(answer)
                    + "; every failure is a problem document: " + answer.body());
        }
        checkBody(name + " " + answer.statusCode(), reference("Problem"), answer.body());
    }

    private static JsonNode reference(String schema) {
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .orElse("nothing")
                .split(";", 2)[0]
                .strip();
    }

    private void checkBody(String name, JsonNode schema, String body) {
        var faults = faults(name, schema, body);
        if (!faults.isEmpty()) {
            throw failure(name + ": the body is not what the served description says:\n" + faults
                    + "\nSchemas are made of the records that are answered (platform.problems, Members): what may be missing"
                    + " is @Nullable; what may be null and is written then has @JsonInclude(ALWAYS), too; a secret that"
                    + " is shown once is @ShownOnce; JSON as a text is @JsonRawValue. The body: " + body);
        }
    }

    /** What a server has taken, clients must be able to send. */
    private void checkRequest(String name, JsonNode operation, HttpResponse<String> answer, String sent) {
        var schema = operation.at("/requestBody/content/application~1json/schema");
        if (schema.isMissingNode() || sent.isEmpty() || answer.body().contains("\"result\":\"invalid\"")) {
            return;
        }
        var faults = faults(name + " takes", schema, sent);
        if (!faults.isEmpty()) {
            throw failure(name + " took a body that its served description refuses:\n" + faults
                    + "\nThe description is made of the request's record: its nullness and its Bean Validation. The body: "
                    + sent);
        }
    }

    private String faults(String name, JsonNode schema, String body) {
        return compiled.computeIfAbsent(name, _ -> compile(schema)).validate(JSON.readTree(body)).stream()
                .map(fault -> "  " + fault.getInstanceLocation() + " " + fault.getMessage())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private Schema compile(JsonNode schema) {
        var root = (ObjectNode) schema.deepCopy();
        root.set("components", document.get("components"));
        return registry.getSchema(root);
    }

    private static AssertionError failure(String words) {
        return new AssertionError(words);
    }
}
