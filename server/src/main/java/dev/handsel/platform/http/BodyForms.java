package dev.handsel.platform.http;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses bodies of any other form than the one that is read (415, RFC 9110, 15.5.16): JSON in UTF-8 below {@code /v1/},
 * the fields of a form elsewhere, and nothing compressed. It stands before whatever reads, plain servlets included.
 */
final class BodyForms extends OncePerRequestFilter {

    private final Refusals refusals;
    private final List<UnreadBody> unread;

    BodyForms(Refusals refusals, List<UnreadBody> unread) {
        this.refusals = refusals;
        this.unread = List.copyOf(unread);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !hasBody(request)
                || unread.stream().anyMatch(path -> path.paths().include(request));
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var codings = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING));
        var taken = request.getRequestURI().startsWith("/v1/")
                ? MediaType.APPLICATION_JSON
                : MediaType.APPLICATION_FORM_URLENCODED;
        if (!codings.stream().allMatch(coding -> coding.strip().equalsIgnoreCase("identity"))) {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
            refusals.answer(
                    request,
                    response,
                    refused("Bodies are read as they are, without Content-Encoding; this one says "
                            + quoted(String.join(", ", codings)) + "."));
            return;
        }
        var fault = fault(request.getContentType(), taken);
        if (fault.isPresent()) {
            response.setHeader(HttpHeaders.ACCEPT, taken.toString());
            refusals.answer(request, response, refused(fault.get()));
            return;
        }
        chain.doFilter(request, response);
    }

    private static Optional<String> fault(@Nullable String said, MediaType taken) {
        if (said == null || said.isBlank()) {
            return Optional.of("The body here is " + taken + ", which Content-Type must say.");
        }
        try {
            var type = MediaType.parseMediaType(said);
            if (!type.equalsTypeAndSubtype(taken)) {
                return Optional.of("The body here is %s; this one says %s.".formatted(taken, quoted(said)));
            }
            return type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8)
                    ? Optional.empty()
                    : Optional.of("The body here is %s in UTF-8; this one says %s.".formatted(taken, quoted(said)));
        } catch (InvalidMediaTypeException unreadable) {
            return Optional.of(
                    "The body here is %s; this Content-Type cannot be read: %s.".formatted(taken, quoted(said)));
        }
    }

    private static String quoted(String text) {
        var shown = text.length() > 100 ? text.substring(0, 100) + "..." : text;
        return "\"" + shown.replaceAll("[^\\x20-\\x7e]", "?") + "\"";
    }

    private static Refused refused(String detail) {
        return new Refused(RefusalKind.UNREADABLE_FORM, "unsupported_media_type", detail);
    }
}
