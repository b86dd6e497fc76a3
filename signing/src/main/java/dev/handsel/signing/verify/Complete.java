package dev.handsel.signing.verify;

import dev.handsel.signing.Refusal;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.keys.Algorithm;
import java.time.Instant;
import java.util.Optional;

/** A request whose signature says everything that it must: the second step. */
public final class Complete {

    /** How a request can be signed. */
    public enum Scheme {
        /** RFC 9421 with the tag {@code device-v1}. */
        DEVICE_V1,
        /** The compatible scheme of four headers. */
        FOUR_HEADERS
    }

    /**
     * What the request says of its signature. Nothing of it is proven.
     *
     * @param id the key's id, or the device's in the scheme of four headers
     */
    public record Claim(
            Scheme scheme,
            String id,
            String nonce,
            Instant signedAt,
            Optional<Instant> expires,
            Optional<Algorithm> algorithm) {}

    final RequestMessage request;
    final Policy policy;
    final Claim claim;
    final byte[] signature;
    final Coverage coverage;

    Complete(RequestMessage request, Policy policy, Claim claim, byte[] signature, Coverage coverage) {
        this.request = request;
        this.policy = policy;
        this.claim = claim;
        this.signature = signature;
        this.coverage = coverage;
    }

    /** What the request says of its signature. */
    public Claim claim() {
        return claim;
    }

    /** Looks at the clock. Refuses by {@link Refusal#TIMESTAMP_OUT_OF_WINDOW}. */
    public Timely timely(Instant now) {
        long age = now.getEpochSecond() - claim.signedAt().getEpochSecond();
        // Those who sign with four headers were promised as much ahead as back.
        var ahead = claim.scheme() == Scheme.FOUR_HEADERS ? policy.past() : policy.future();
        if (age > policy.past().toSeconds()) {
            throw Refusal.TIMESTAMP_OUT_OF_WINDOW.because("The request was signed too long ago.");
        }
        if (-age > ahead.toSeconds()) {
            throw Refusal.TIMESTAMP_OUT_OF_WINDOW.because("The request was signed in the future.");
        }
        if (claim.expires().isPresent()
                && now.getEpochSecond() > claim.expires().get().getEpochSecond()) {
            throw Refusal.TIMESTAMP_OUT_OF_WINDOW.because("The signature has expired.");
        }
        return new Timely(this);
    }
}
