package dev.handsel.devices.nonces;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.CredentialId;
import java.time.Instant;
import java.util.Arrays;

/** A nonce of a proven request, as it is remembered. */
public final class Nonce {

    /** Minutes after which a bucket is used again; far more than a request can live. */
    public static final int BUCKETS = 16;

    private static final int BYTES = 16;

    private final CredentialId credential;
    private final int bucket;
    private final byte[] hash;

    private Nonce(CredentialId credential, int bucket, byte[] hash) {
        this.credential = credential;
        this.bucket = bucket;
        this.hash = hash;
    }

    /** The bucket comes from the signed time, so that a replay is looked for where the first request is. */
    public static Nonce of(CredentialId credential, Instant signedAt, String nonce) {
        return new Nonce(credential, bucket(signedAt), Arrays.copyOf(Sha256.of(nonce), BYTES));
    }

    static int bucket(Instant signedAt) {
        return Math.floorMod(Math.floorDiv(signedAt.getEpochSecond(), 60), BUCKETS);
    }

    CredentialId credential() {
        return credential;
    }

    int bucket() {
        return bucket;
    }

    byte[] hash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Nonce nonce
                && bucket == nonce.bucket
                && credential.equals(nonce.credential)
                && Arrays.equals(hash, nonce.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
