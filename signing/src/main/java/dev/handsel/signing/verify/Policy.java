package dev.handsel.signing.verify;

import dev.handsel.signing.Authority;
import dev.handsel.signing.keys.Algorithm;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a verifier insists on.
 *
 * @param past how long ago a request may have been signed, in whole seconds
 * @param future how far ahead the sender's clock may be, in whole seconds
 * @param fourHeaders whether the compatible scheme of four headers is accepted beside the profile
 * @param algorithms the algorithms that keys may have
 * @param origins under which names the service is known; empty where the {@code Host} header says it
 * @param mostHeader how many characters the headers of a signature may have together
 * @param mostBody how many bytes a body may have
 */
public record Policy(
        Duration past,
        Duration future,
        boolean fourHeaders,
        Set<Algorithm> algorithms,
        List<Origin> origins,
        int mostHeader,
        int mostBody) {

    /** What a client that has not signed is told to sign: the value of {@code Accept-Signature} (RFC 9421, section 5.1). */
    public static final String ACCEPT_SIGNATURE =
            "sig=(\"@method\" \"@authority\" \"@path\" \"@query\");created;nonce;keyid;tag=\"device-v1\"";

    /** More names would let one request cost as many signatures. */
    private static final int MOST_ORIGINS = 8;

    /**
     * A name under which clients reach the service, where a proxy in front rewrites host or path: what a client signed is
     * tried with each of them.
     *
     * @param authority host, with the port where it is not the default one
     * @param prefix what stands before the path that arrives, such as {@code /api}; mostly empty
     */
    public record Origin(String authority, String prefix) {

        public Origin {
            authority = Authority.normal(authority, "https");
            if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
                throw new IllegalArgumentException("A prefix begins with a slash and does not end with one: " + prefix);
            }
        }

        /** Reads {@code api.example.com}, {@code api.example.com:8443} or {@code example.com/api}. */
        public static Origin parse(String text) {
            int slash = text.indexOf('/');
            return slash < 0 ? new Origin(text, "") : new Origin(text.substring(0, slash), text.substring(slash));
        }
    }

    public Policy {
        algorithms = Set.copyOf(algorithms);
        origins = List.copyOf(origins);
        if (origins.size() > MOST_ORIGINS) {
            throw new IllegalArgumentException("At most " + MOST_ORIGINS + " names may be accepted.");
        }
        if (past.isNegative() || future.isNegative()) {
            throw new IllegalArgumentException("The window is not one.");
        }
    }

    /** The profile {@code device-v1} as published: 300 s back, 60 s ahead, HMAC-SHA256, no four headers. */
    public static Policy deviceV1() {
        return new Policy(
                Duration.ofSeconds(300),
                Duration.ofSeconds(60),
                false,
                EnumSet.of(Algorithm.HMAC_SHA256),
                List.of(),
                8 << 10,
                256 << 10);
    }

    /** This, with the compatible scheme of four headers accepted or not. */
    public Policy withFourHeaders(boolean accepted) {
        return new Policy(past, future, accepted, algorithms, origins, mostHeader, mostBody);
    }

    /** This, with these algorithms alone. */
    public Policy withAlgorithms(Set<Algorithm> allowed) {
        return new Policy(past, future, fourHeaders, allowed, origins, mostHeader, mostBody);
    }

    /** This, for a service that is known by these names and no others. */
    public Policy withOrigins(List<Origin> names) {
        return new Policy(past, future, fourHeaders, algorithms, names, mostHeader, mostBody);
    }
}
