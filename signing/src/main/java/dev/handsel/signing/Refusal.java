package dev.handsel.signing;

import java.util.Locale;

/**
 * Why a request is not let in, in the order in which it is checked. What a stranger could learn from is one and the same
 * answer: {@link #INVALID_SIGNATURE} stands for an unknown key, a foreign one and a wrong signature.
 */
public enum Refusal {
    /** The body is longer than the policy allows. */
    BODY_TOO_LARGE(413),
    /** The headers that belong to the signature are longer than the policy allows. */
    HEADER_TOO_LARGE(431),
    /** Two ways of proving who is asking: both schemes, or a bearer token beside a signature. */
    AMBIGUOUS_SIGNATURE(400),
    /** A header cannot be read, or says something twice. */
    HEADER_MALFORMED(400),
    /** The host is named in two ways that contradict each other. */
    AUTHORITY_MISMATCH(400),
    /** There is a signature, but none of this profile. */
    NO_APPLICABLE_SIGNATURE(400),
    /** There is no signature at all. */
    NO_SIGNATURE(401, "no_applicable_signature"),
    /** A parameter is missing, or contradicts another. */
    PARAMS_INCOMPLETE(400),
    /** The nonce has the wrong length or characters. */
    NONCE_FORMAT(400),
    /** The algorithm is none that may be used. */
    ALGORITHM_NOT_ALLOWED(400),
    /** The request was signed too long ago or in the future, or has expired. */
    TIMESTAMP_OUT_OF_WINDOW(401),
    /** The signature does not cover everything that it must. */
    COVERAGE_INCOMPLETE(400),
    /** The signature covers something that cannot be checked. */
    COVERAGE_UNSUPPORTED(400),
    /** The path could be read in two ways. */
    PATH_NOT_CANONICAL(400),
    /** The path or the query holds a character that must be percent-encoded; the detail says which. */
    CHARACTER_NOT_ENCODED(400),
    /** The signature is not one that the key made; or there is no such key. */
    INVALID_SIGNATURE(401),
    /** The body's digest is of no algorithm that may be used. */
    DIGEST_ALGORITHM(400),
    /** The body is not the one whose digest was signed. */
    DIGEST_MISMATCH(400),
    /** The credential has ended. */
    CREDENTIAL_REVOKED(401),
    /** The device is revoked, or its owner's account is disabled. */
    DEVICE_REVOKED(401),
    /** The device waits for its owner to confirm it. */
    DEVICE_PENDING(401),
    /** The nonce was used before. */
    REPLAYED(401),
    /** More nonces are remembered for the credential than the policy allows. */
    TOO_MANY_NONCES(429);

    private final int status;
    private final String code;

    Refusal(int status) {
        this.status = status;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    Refusal(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** The status of the HTTP answer. */
    public int status() {
        return status;
    }

    /** The stable name on the wire, such as {@code invalid_signature}. */
    public String code() {
        return code;
    }

    /** The refusal with a sentence that may be told to whoever sent the request. */
    public RejectedException because(String detail) {
        return new RejectedException(this, detail);
    }
}
