package dev.handsel.signing.keys;

/** What signs. */
public interface SigningKey {

    /** The algorithm as RFC 9421, section 6.2, registers it. */
    Algorithm algorithm();

    /** The signature of these bytes. */
    byte[] sign(byte[] message);
}
