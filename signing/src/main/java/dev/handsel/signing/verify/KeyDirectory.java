package dev.handsel.signing.verify;

import dev.handsel.signing.keys.VerificationKey;
import java.util.List;
import java.util.Optional;

/**
 * Finds keys by what a request says of itself, which proves nothing yet: ended and revoked ones are found too, and are
 * refused by {@link Claims} once the signature is proven. What an implementation cannot find out it throws.
 *
 * @param <T> what a key belongs to, as the verifying service knows it
 */
public interface KeyDirectory<T> {

    /** A key and whom it belongs to. */
    record Known<T>(VerificationKey key, T holder) {}

    /** The key of this id, as the parameters of a signature name it. */
    Optional<Known<T>> byKeyId(String keyId);

    /** The keys of the device that the header {@code X-Device-Id} names, for the compatible scheme: at most a few. */
    List<Known<T>> byDevice(String deviceId);
}
