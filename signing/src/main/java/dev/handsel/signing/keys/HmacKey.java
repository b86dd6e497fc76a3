package dev.handsel.signing.keys;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A shared key of HMAC-SHA256 (RFC 2104, RFC 9421 section 3.3.3), which signs and verifies. The key's schedule is computed
 * once and copied for each message that finds no copy at rest.
 */
public final class HmacKey implements SigningKey, VerificationKey {

    private static final String NAME = "HmacSHA256";

    private final Mac keyed;

    /** A copy that nobody uses now; each message takes it for itself. */
    private final AtomicReference<@Nullable Mac> atRest = new AtomicReference<>();

    private HmacKey(Mac keyed) {
        this.keyed = keyed;
    }

    /** The key of these bytes, which are copied; an empty key is an {@link IllegalArgumentException}. */
    public static HmacKey of(byte[] key) {
        try {
            var mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
            return new HmacKey(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + NAME, e);
        }
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.HMAC_SHA256;
    }

    @Override
    public byte[] sign(byte[] message) {
        return mac(message, message.length);
    }

    @Override
    public boolean verifies(byte[] message, int length, byte[] signature) {
        return MessageDigest.isEqual(mac(message, length), signature);
    }

    private byte[] mac(byte[] message, int length) {
        try {
            var taken = atRest.getAndSet(null);
            var mac = taken == null ? (Mac) keyed.clone() : taken;
            mac.update(message, 0, length);
            var code = mac.doFinal();
            atRest.set(mac);
            return code;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The Mac of this JDK's providers cannot be copied", e);
        }
    }

    @Override
    public String toString() {
        return "HmacKey(hidden)";
    }
}
