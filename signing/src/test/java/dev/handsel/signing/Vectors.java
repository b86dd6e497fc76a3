package dev.handsel.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published vectors. */
public final class Vectors {

    /** Those of the profile {@code device-v1}. */
    public static final JsonNode DEVICE_V1 = read("device-v1-vectors.json");

    /** Those of the compatible scheme of four headers. */
    public static final JsonNode FOUR_HEADERS = read("legacy-hmac-vectors.json");

    private Vectors() {}

    private static JsonNode read(String name) {
        try (var stream = Vectors.class.getResourceAsStream("/vectors/" + name)) {
            return JsonMapper.builder().build().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vectors of the profile that are to be accepted ({@code positive}) or refused ({@code negative}), by their ids. */
    public static Stream<Named<JsonNode>> deviceV1(String kind) {
        return StreamSupport.stream(DEVICE_V1.path(kind).spliterator(), false)
                .map(vector -> Named.of(vector.path("id").asString(), vector));
    }

    /** The request of a vector of the profile. */
    public static PlainRequest request(JsonNode vector) {
        var request = vector.path("request");
        var headers = new ArrayList<Map.Entry<String, String>>();
        request.path("headers")
                .forEach(header -> headers.add(
                        Map.entry(header.get(0).asString(), header.get(1).asString())));
        return new PlainRequest(
                request.path("method").asString(),
                "https",
                request.path("target").asString(),
                headers,
                HexFormat.of().parseHex(request.path("body_hex").asString()));
    }
}
