package dev.handsel.devices.signatures;

import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.signing.Authority;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.RequestUrl;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that somebody describes in JSON, put together again without decoding anything of it.
 *
 * @param request what was received; where the URL is absolute its host is the one that counts
 * @param headers the headers of it, in their order
 * @param otherHost what the header {@code Host} says, where that is another host than the URL's
 */
record WrittenRequest(PlainRequest request, List<Map.Entry<String, String>> headers, Optional<String> otherHost) {

    /** The request; faults of the description are refused together (400). */
    static WrittenRequest of(String method, String url, List<List<String>> headers, @Nullable String bodyBase64) {
        var faults = new ArrayList<Fault>();
        var lines = lines(headers, faults);
        var body = body(bodyBase64, faults);
        var hosts = lines.stream()
                .filter(line -> line.getKey().equalsIgnoreCase("host"))
                .map(Map.Entry::getValue)
                .toList();
        var parts = parts(url, !hosts.isEmpty(), faults);
        if (parts == null || !faults.isEmpty()) {
            throw Refused.invalid(faults);
        }
        boolean absolute = !parts.authority().isEmpty();
        var other = hosts.stream()
                .filter(host -> absolute && hosts.size() == 1 && !isSame(host, parts))
                .findFirst();
        if (absolute && hosts.size() < 2) {
            lines.removeIf(line -> line.getKey().equalsIgnoreCase("host"));
            lines.add(Map.entry("Host", parts.authority()));
        }
        var request = new PlainRequest(method, parts.scheme(), parts.target(), lines, body);
        return new WrittenRequest(request, lines, other);
    }

    private static boolean isSame(String host, RequestUrl url) {
        try {
            return Authority.normal(host.strip(), url.scheme()).equals(Authority.normal(url.authority(), url.scheme()));
        } catch (RejectedException unreadable) {
            return false;
        }
    }

    /** The request as a proxy would hand it on that has put the header's host in the place of the URL's, and says so. */
    PlainRequest explained() {
        return otherHost
                .map(host -> {
                    var lines = new ArrayList<>(headers);
                    lines.add(Map.entry("X-Original-Host", host));
                    return new PlainRequest(
                            request.method(), request.scheme(), request.target(), lines, request.body());
                })
                .orElse(request);
    }

    /** The request, where the host is named once, or twice in the same way. */
    PlainRequest agreed() {
        if (otherHost.isPresent()) {
            throw Refusal.AUTHORITY_MISMATCH.because("The URL names another host than the header Host.");
        }
        return request;
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
