package dev.handsel.signing.servlet;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.verify.KeyDirectory;
import dev.handsel.signing.verify.NonceMemory;
import dev.handsel.signing.verify.Policy;
import dev.handsel.signing.verify.Verifier;
import jakarta.servlet.Filter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Knows one device by one key, unless it is away. */
final class OneDevice implements KeyDirectory<String> {

    final DeviceSecret secret = DeviceSecret.random(new SecureRandom());
    boolean isAway;

    @Override
    public Optional<Known<String>> byKeyId(String keyId) {
        if (isAway) {
            throw new IllegalStateException("The database is away");
        }
        return keyId.equals("dk_1") ? Optional.of(new Known<>(HmacKey.of(secret.key()), "device-1")) : Optional.empty();
    }

    @Override
    public List<Known<String>> byDevice(String deviceId) {
        return List.of();
    }

    /** A filter that was started long enough ago. */
    Filter filter() {
        var longAgo = Instant.now().minus(Duration.ofMinutes(10));
        var memory = new NonceMemory<String>(Policy.deviceV1(), InstantSource.fixed(longAgo));
        return new SignatureFilter<>(new Verifier<>(Policy.deviceV1(), this, memory, InstantSource.system()));
    }
}
