package dev.handsel.platform.problems;

import jakarta.servlet.RequestDispatcher;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.http.parser.Host;
import org.apache.tomcat.util.res.StringManager;

/** Says what is wrong with a request that Tomcat refuses with nothing but a status. */
final class Malformation {

    private static final StringManager WORDS = StringManager.getManager(Http11InputBuffer.class);

    private static final String MUST_BE_ESCAPED =
            "The target of the request holds a character that must be escaped, such as a space, a bracket or a quote: %5B is [.";

    /** Tomcat's own sentences, of which the part before the quotation is known, and ours. */
    private static final Map<String, String> SENTENCES = Map.of(
            "iib.invalidRequestTarget",
            MUST_BE_ESCAPED,
            "iib.invalidmethod",
            "The method is no word that a method can be.",
            "iib.invalidHttpProtocol",
            "The request line does not end with HTTP/1.1.",
            "iib.eof.error",
            "The request ended within its headers.");

    private Malformation() {}

    /** A sentence on the request, or nothing where none is known. */
    static Optional<String> of(Request request) {
        var hosts = headers(request, "Host");
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable refused) {
            return sentence(String.valueOf(refused.getMessage()))
                    .or(() -> hosts.isEmpty() ? Optional.empty() : host(hosts))
                    .or(
                            () -> Optional.of(
                                    "The request line or a header is malformed: a header is a name, a colon and a value, in one line."));
        }
        return hosts.isEmpty() && !"HTTP/1.0".equals(request.getProtocol())
                ? Optional.of("HTTP/1.1 needs the header Host.")
                : host(hosts)
                        .or(() -> length(headers(request, "Content-Length")))
                        .or(() -> coding(headers(request, "Transfer-Encoding"), request.getProtocol()))
                        .or(() ->
                                target(String.valueOf(request.getCoyoteRequest().requestURI())));
    }

    private static Optional<String> sentence(String told) {
        return SENTENCES.entrySet().stream()
                .filter(each -> told.startsWith(
                        WORDS.getString(each.getKey(), "").split("\\[", 2)[0].strip()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<String> host(List<String> hosts) {
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        if (hosts.size() > 1) {
            return Optional.of("The header Host comes " + hosts.size() + " times; it must come once.");
        }
        try {
            Host.parse(hosts.getFirst().replace('_', 'x'));
            return Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.of("The header Host is no name or address with an optional port.");
        }
    }

    private static Optional<String> length(List<String> lengths) {
        if (lengths.size() > 1) {
            return Optional.of("The header Content-Length comes " + lengths.size() + " times; it must come once.");
        }
        return lengths.stream()
                .filter(length -> !length.matches("[0-9]{1,18}"))
                .map(_ -> "The header Content-Length is no whole number.")
                .findFirst();
    }

    private static Optional<String> coding(List<String> codings, String protocol) {
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        var chunked = codings.size() == 1
                && codings.getFirst().strip().toLowerCase(Locale.ROOT).equals("chunked");
        return chunked && !"HTTP/1.0".equals(protocol)
                ? Optional.empty()
                : Optional.of("A body comes with its Content-Length or, in HTTP/1.1, with Transfer-Encoding: chunked.");
    }

    private static Optional<String> target(String target) {
        if (!target.matches("[A-Za-z0-9._~!$&'()*+,;=:@/%?-]*")) {
            return Optional.of(MUST_BE_ESCAPED);
        }
        if (target.matches(".*%(?![0-9A-Fa-f]{2}).*")) {
            return Optional.of(
                    "The path holds a % that begins no escape of two hexadecimal digits; %25 is the sign itself.");
        }
        return Optional.of(
                "The target of the request is no path, or one that leads out of the server, or holds an escape that"
                        + " is refused, such as %2f or %00.");
    }

    private static List<String> headers(Request request, String name) {
        return Collections.list(request.getCoyoteRequest().getMimeHeaders().values(name));
    }
}
