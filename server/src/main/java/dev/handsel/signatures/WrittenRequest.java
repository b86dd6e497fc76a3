package dev.handsel.signatures;

import dev.handsel.refusal.Fault;
import dev.handsel.refusal.Refused;
import dev.handsel.signing.PlainRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
        int scheme = url.indexOf("://");
        int slash = slash(url, scheme < 0 ? 0 : scheme + 3);
        var host = scheme < 0 ? "" : url.substring(scheme + 3, slash);
        boolean named = lines.stream().anyMatch(line -> line.getKey().equalsIgnoreCase("host"));
        if (host.isEmpty() && !named) {
            faults.add(new Fault("/url", "host_missing", "An absolute URL is needed, or a header Host."));
        }
        if (!faults.isEmpty()) {
            throw Refused.invalid(faults);
        }
        if (!named) {
            lines.add(Map.entry("Host", host));
        }
        var target = url.substring(slash);
        return new PlainRequest(
                method,
                scheme < 0 ? "https" : url.substring(0, scheme).toLowerCase(Locale.ROOT),
                target.startsWith("/") ? target : "/" + target,
                lines,
                body);
    }

    /** Where path and query begin. */
    private static int slash(String url, int from) {
        for (int i = from; i < url.length(); i++) {
            if (url.charAt(i) == '/' || url.charAt(i) == '?' || url.charAt(i) == '#') {
                return i;
            }
        }
        return url.length();
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
