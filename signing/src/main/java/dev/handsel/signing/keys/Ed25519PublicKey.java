package dev.handsel.signing.keys;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** A public key of Ed25519 (RFC 8032, RFC 9421 section 3.3.6). */
public final class Ed25519PublicKey implements VerificationKey {

    private final PublicKey key;

    /** The key as the JDK knows it; one of another algorithm is an {@link IllegalArgumentException}. */
    public Ed25519PublicKey(PublicKey key) {
        this.key = key;
        try {
            keyed();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("This is no key of Ed25519", e);
        }
    }

    private Signature keyed() throws NoSuchAlgorithmException, InvalidKeyException {
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        return signature;
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.ED25519;
    }

    @Override
    public boolean verifies(byte[] message, int length, byte[] signature) {
        try {
            var verifier = keyed();
            verifier.update(message, 0, length);
            return verifier.verify(signature);
        } catch (SignatureException unreadable) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key worked when it was made", e);
        }
    }
}
