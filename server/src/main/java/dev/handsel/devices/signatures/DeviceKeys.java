package dev.handsel.devices.signatures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.handsel.base.ids.CredentialId;
import dev.handsel.base.ids.DeviceId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.devices.registry.Credential;
import dev.handsel.devices.registry.Credentials;
import dev.handsel.devices.registry.CredentialsChanged;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.verify.KeyDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The keys of devices, remembered for a minute, so that most requests cost no unwrapping. A stale one does no harm: whether a
 * credential still counts is decided by the database. Unknown ids are remembered as long, so that both cost the same, and apart,
 * so that made-up ones cannot push real ones out.
 */
@Component
class DeviceKeys implements KeyDirectory<SignedDevice> {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Credentials credentials;
    private final Cache<String, List<Known<SignedDevice>>> known = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final Cache<String, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    DeviceKeys(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Optional<Known<SignedDevice>> byKeyId(String keyId) {
        return remembered(
                        keyId,
                        () -> credentials.find(CredentialId.parse(keyId)).stream()
                                .map(DeviceKeys::key)
                                .toList())
                .stream()
                .findFirst();
    }

    @Override
    public List<Known<SignedDevice>> byDevice(String deviceId) {
        return remembered(
                deviceId,
                () -> credentials.findByDevice(DeviceId.parse(deviceId)).stream()
                        .filter(Credential::legacyAllowed)
                        .map(DeviceKeys::legacyKey)
                        .toList());
    }

    private List<Known<SignedDevice>> remembered(String id, Supplier<List<Known<SignedDevice>>> found) {
        var keys = known.getIfPresent(id);
        if (keys != null) {
            return keys;
        }
        if (unknown.getIfPresent(id) != null) {
            return List.of();
        }
        try {
            keys = found.get();
        } catch (Refused malformed) {
            return List.of();
        }
        if (keys.isEmpty()) {
            unknown.put(id, true);
        } else {
            known.put(id, keys);
        }
        return keys;
    }

    private static Known<SignedDevice> key(Credential credential) {
        var bytes = credential.secret().key();
        try {
            return new Known<>(HmacKey.of(bytes), device(credential));
        } finally {
            forget(bytes, credential.secret());
        }
    }

    private static Known<SignedDevice> legacyKey(Credential credential) {
        var bytes = credential.secret().body().getBytes(StandardCharsets.US_ASCII);
        try {
            return new Known<>(HmacKey.of(bytes), device(credential));
        } finally {
            forget(bytes, credential.secret());
        }
    }

    private static void forget(byte[] bytes, DeviceSecret secret) {
        Arrays.fill(bytes, (byte) 0);
        secret.wipe();
    }

    private static SignedDevice device(Credential credential) {
        return new SignedDevice(
                credential.id(),
                credential.device(),
                credential.owner(),
                credential.deviceName(),
                credential.expiresAt());
    }

    /** Forgets what this process knows of a device; other processes forget within a minute. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void changed(CredentialsChanged event) {
        known.asMap()
                .values()
                .removeIf(keys ->
                        keys.stream().anyMatch(key -> key.holder().device().equals(event.device())));
        unknown.invalidateAll();
    }
}
