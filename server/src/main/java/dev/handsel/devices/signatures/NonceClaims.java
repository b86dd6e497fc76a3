package dev.handsel.devices.signatures;

import dev.handsel.devices.nonces.Nonce;
import dev.handsel.devices.nonces.NonceWriter;
import dev.handsel.devices.nonces.Nonces;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import dev.handsel.signing.verify.Claims;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Uses nonces up. One credential cannot fill the store, whoever holds it, and one device cannot keep the server busy. */
@Component
class NonceClaims {

    private final Nonces nonces;
    private final NonceWriter writer;
    private final Limits limits;
    private final InstantSource clock;

    NonceClaims(Nonces nonces, NonceWriter writer, Limits limits, InstantSource clock) {
        this.nonces = nonces;
        this.writer = writer;
        this.limits = limits;
        this.clock = clock;
    }

    /** Together with others, and possibly lost in a crash: for what changes nothing. */
    Claims.Outcome quickly(SignedDevice holder, Instant signedAt, String nonce) {
        return limited(holder, () -> writer.claim(Nonce.of(holder.credential(), signedAt, nonce)));
    }

    /** For good once the caller's transaction is committed, or at once where there is none. */
    Claims.Outcome durably(SignedDevice holder, Instant signedAt, String nonce) {
        return limited(holder, () -> nonces.claim(Nonce.of(holder.credential(), signedAt, nonce), clock.instant()));
    }

    /** Counts only those that were used up: a replay takes no room. */
    private Claims.Outcome limited(SignedDevice holder, Supplier<Claims.Outcome> claim) {
        if (limits.use(Limit.SIGNED_REQUESTS, holder.device()).isPresent()
                || limits.exhausted(Limit.NONCES, holder.credential()).isPresent()) {
            return Claims.Outcome.TOO_MANY;
        }
        var outcome = claim.get();
        if (outcome == Claims.Outcome.FRESH) {
            limits.note(Limit.NONCES, holder.credential());
        }
        return outcome;
    }
}
