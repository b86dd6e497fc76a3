package dev.handsel.platform.idempotency;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * One request with an idempotency key.
 */
final class KeyedCall {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

    private final String scope;
    private final String key;
    private final byte[] body;
    private final String hash;
    private final Set<String> rights;

    private KeyedCall(String scope, String key, byte[] body, String hash, Set<String> rights) {
        this.scope = scope;
        this.key = key;
        this.body = body;
        this.hash = hash;
        this.rights = Set.copyOf(rights);
    }

    static KeyedCall of(HttpServletRequest request, String key) throws IOException {
        if (!KEY.matcher(key).matches()) {
            var detail = "An Idempotency-Key has 1 to 255 printable ASCII characters.";
            throw new Refused(RefusalKind.INVALID, "idempotency_key_malformed", detail);
        }
        var body = request.getInputStream().readAllBytes();
        var caller = Objects.requireNonNull(request.getUserPrincipal(), "Strangers have no keys");
        var route = request.getMethod() + " " + request.getRequestURI();
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        var hash = HexFormat.of().formatHex(digest(route + query, body));
        return new KeyedCall(caller.getName() + " " + route, key, body, hash, rights(caller));
    }

    private static Set<String> rights(Principal caller) {
        return caller instanceof Authentication known
                ? known.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toSet())
                : Set.of();
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

    /** What the caller may do at this moment. */
    Set<String> rights() {
        return rights;
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
