package dev.handsel.signing.explain;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.keys.HmacKey;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests that are signed, and arrive otherwise. */
final class Wire {

    static final String HOST = "api.example.test";
    static final String JSON = "{\"nazwa\": \"z\u00f3\u0142w\", \"b\": 1, \"a\": [1, 2]}";
    static final byte[] NOTHING = {};
    static final InstantSource CLOCK = InstantSource.fixed(Client.NOW);
    static final DeviceSigner SIGNER = new DeviceSigner("dk_1", HmacKey.of(Client.SECRET.key()), CLOCK);

    private Wire() {}

    static PlainRequest request(String method, String host, String target, byte[] body, Map<String, String> more) {
        var headers = new ArrayList<>(more.entrySet());
        headers.add(Map.entry("Host", host));
        if (body.length > 0 && !more.containsKey("Content-Type")) {
            headers.add(Map.entry("Content-Type", "application/json"));
        }
        return new PlainRequest(method, "https", target, List.copyOf(headers), body);
    }

    static PlainRequest get(String target) {
        return request("GET", HOST, target, NOTHING, Map.of());
    }

    static PlainRequest at(String host) {
        return request("GET", host, "/v1/x", NOTHING, Map.of());
    }

    static PlainRequest told(PlainRequest arrived, String header, String value) {
        var host = arrived.header("host").get(0);
        return request(arrived.method(), host, arrived.target(), arrived.body(), Map.of(header, value));
    }

    static Explanation explained(PlainRequest arrived, Optional<byte[]> base) {
        return Explainer.explain(arrived, Client.POLICY, Client.NOW, Optional.of(Client.SECRET), base);
    }

    static PlainRequest with(PlainRequest request, Map<String, String> signature) {
        var headers = new ArrayList<>(signature.entrySet());
        for (var name : List.of(
                "host",
                "content-type",
                "content-encoding",
                "x-forwarded-prefix",
                "x-forwarded-host",
                "x-original-uri",
                "x-original-url",
                "forwarded")) {
            request.header(name).forEach(value -> headers.add(Map.entry(name, value)));
        }
        return new PlainRequest(request.method(), "https", request.target(), List.copyOf(headers), request.body());
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
