package dev.handsel.signing.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** A private key of Ed25519 (RFC 8032, RFC 9421 section 3.3.6). */
public final class Ed25519PrivateKey implements SigningKey {

    private final PrivateKey key;

    /** The key as the JDK knows it. */
    public Ed25519PrivateKey(PrivateKey key) {
        this.key = key;
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.ED25519;
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no key of Ed25519", e);
        }
    }

    @Override
    public String toString() {
        return "Ed25519PrivateKey(hidden)";
    }
}
