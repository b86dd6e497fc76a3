package dev.handsel.signing.keys;

/** What verifies. Safe for use by several threads at once. */
public interface VerificationKey {

    /** The algorithm as RFC 9421, section 6.2, registers it. */
    Algorithm algorithm();

    /**
     * Whether {@code signature} is this key's signature of the first {@code length} bytes of {@code message}, in a time
     * that does not depend on where they differ; a signature of the wrong length is simply false.
     */
    boolean verifies(byte[] message, int length, byte[] signature);
}
