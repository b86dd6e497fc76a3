package dev.handsel.signatures;

import dev.handsel.refusal.Refused;
import dev.handsel.signing.RequestMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** A request as the container received it: path and query undecoded, the body byte by byte. */
record ReceivedRequest(HttpServletRequest request, String scheme, Body content) implements RequestMessage {

    /** The bytes of a body. */
    record Body(List<byte[]> bytes) {}

    /** Reads the body, of which more bytes than these are refused (413). */
    static ReceivedRequest read(HttpServletRequest request, String scheme, int most) {
        try {
            var bytes = request.getInputStream().readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Refused(
                        Refused.Kind.TOO_LARGE,
                        "body_too_large",
                        "A signed request's body may have " + most + " bytes.");
            }
            return new ReceivedRequest(request, scheme, new Body(List.of(bytes)));
        } catch (IOException e) {
            throw new Refused(Refused.Kind.INVALID, "malformed_request", "The body could not be read.");
        }
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String target() {
        return request.getQueryString() == null
                ? request.getRequestURI()
                : request.getRequestURI() + "?" + request.getQueryString();
    }

    @Override
    public List<String> header(String name) {
        return Collections.list(request.getHeaders(name));
    }

    @Override
    public byte[] body() {
        return content.bytes().getFirst();
    }
}
