package dev.handsel.platform.idempotency;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One request with an idempotency key.
 */
final class KeyedCall {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

    private final String scope;
    private final String key;
    private final byte[] body;
    private final String hash;

    private KeyedCall(String scope, String key, byte[] body, String hash) {
        this.scope = scope;
        this.key = key;
        this.body = body;
        this.hash = hash;
    }

    static KeyedCall of(HttpServletRequest request, String key) throws IOException {
        if (!KEY.matcher(key).matches()) {
            var detail = "An Idempotency-Key has 1 to 255 printable ASCII characters.";
            throw new Refused(RefusalKind.INVALID, "idempotency_key_malformed", detail);
        }
        var body = request.getInputStream().readAllBytes();
        var caller = request.getUserPrincipal() == null
                ? "anonymous"
                : request.getUserPrincipal().getName();
        var route = request.getMethod() + " " + request.getRequestURI();
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return new KeyedCall(caller + " " + route, key, body, HexFormat.of().formatHex(digest(route + query, body)));
    }

    /** Who calls what: keys of other callers and routes are other keys. */
    String scope() {
        return scope;
    }

    String key() {
        return key;
    }

    /** What makes the request the same as another one. */
    String hash() {
        return hash;
    }

    HttpServletRequest replayable(HttpServletRequest request) {
        return new RepeatableRequest(request, body);
    }

    private static byte[] digest(String head, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
