package dev.handsel.signing.verify;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.Refusal;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.keys.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/** A request of which everything that matters is signed, if the signature is right: the fourth step. */
public final class Covered {

    /** Takes the place of a key that is not there, so that an unknown one costs as much as a wrong signature. */
    private static final VerificationKey NOBODYS = nobodys();

    private final Complete complete;
    private final List<Base> bases;

    Covered(Complete complete, List<Base> bases) {
        this.complete = complete;
        this.bases = bases;
    }

    private static VerificationKey nobodys() {
        var bytes = new byte[DeviceSecret.BYTES];
        new SecureRandom().nextBytes(bytes);
        return HmacKey.of(bytes);
    }

    /** What was signed, if the request is as it was sent. It holds nothing secret. */
    public String base() {
        var base = bases.get(0);
        return new String(base.bytes, 0, base.length, StandardCharsets.UTF_8);
    }

    /** What the request says of its signature. */
    public Complete.Claim claim() {
        return complete.claim;
    }

    /**
     * Checks the signature. Refuses by {@link Refusal#INVALID_SIGNATURE}: for a key that is unknown, for a signature of
     * another key, for a wrong one and for one of the wrong length alike.
     */
    public <T> Proven<T> proven(KeyDirectory<T> keys) {
        var known = switch (complete.claim.scheme()) {
            case DEVICE_V1 -> keys.byKeyId(complete.claim.id()).map(List::of).orElse(List.of());
            case FOUR_HEADERS -> keys.byDevice(complete.claim.id());
        };
        if (known.isEmpty()) {
            fits(NOBODYS);
        }
        for (var candidate : known) {
            if (fits(candidate.key()) && agrees(candidate.key())) {
                return new Proven<>(complete, candidate.holder());
            }
        }
        throw Refusal.INVALID_SIGNATURE.because("The signature is not valid.");
    }

    private boolean fits(VerificationKey key) {
        boolean fits = false;
        for (var base : bases) {
            fits |= key.verifies(base.bytes, base.length, complete.signature);
        }
        return fits;
    }

    /** Whether the algorithm that the request names, if any, is the key's, and the key's may be used. */
    private boolean agrees(VerificationKey key) {
        return complete.policy.algorithms().contains(key.algorithm())
                && complete.claim.algorithm().map(key.algorithm()::equals).orElse(true);
    }
}
