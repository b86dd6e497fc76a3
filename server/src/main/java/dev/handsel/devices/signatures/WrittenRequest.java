package dev.handsel.devices.signatures;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RequestUrl;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that somebody describes in JSON, put together again without decoding anything of it. */
final class WrittenRequest {

    private WrittenRequest() {}

    /** The request; faults of the description are refused together (400). */
    static PlainRequest of(String method, String url, List<List<String>> headers, @Nullable String bodyBase64) {
        var faults = new ArrayList<Fault>();
        var lines = lines(headers, faults);
        var body = body(bodyBase64, faults);
        boolean named = lines.stream().anyMatch(line -> line.getKey().equalsIgnoreCase("host"));
        var parts = parts(url, named, faults);
        if (parts == null || !faults.isEmpty()) {
            throw Refused.invalid(faults);
        }
        if (!named) {
            lines.add(Map.entry("Host", parts.authority()));
        }
        return new PlainRequest(method, parts.scheme(), parts.target(), lines, body);
    }

    /** The URL, which may leave out the host where a header names it. */
    private static @Nullable RequestUrl parts(String url, boolean named, List<Fault> faults) {
        if (named && url.startsWith("/")) {
            return new RequestUrl("https", "", url);
        }
        try {
            return RequestUrl.parse(url);
        } catch (IllegalArgumentException unreadable) {
            faults.add(new Fault("/url", "url", "An absolute URL is needed, or a path beside a header Host."));
            return null;
        }
    }

    private static List<Map.Entry<String, String>> lines(List<List<String>> headers, List<Fault> faults) {
        var lines = new ArrayList<Map.Entry<String, String>>();
        for (int i = 0; i < headers.size(); i++) {
            var header = headers.get(i);
            if (header.size() == 2 && !header.get(0).isBlank()) {
                lines.add(Map.entry(header.get(0), header.get(1)));
            } else {
                faults.add(new Fault("/headers/" + i, "header", "A header is a name and a value."));
            }
        }
        return lines;
    }

    private static byte[] body(@Nullable String base64, List<Fault> faults) {
        try {
            return base64 == null ? new byte[0] : Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException unreadable) {
            faults.add(new Fault("/body_base64", "base64", "Standard base64 with padding is needed."));
            return new byte[0];
        }
    }
}
