package dev.handsel.signing.servlet.example;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.servlet.SignatureFilter;
import dev.handsel.signing.verify.KeyDirectory;
import dev.handsel.signing.verify.NonceMemory;
import dev.handsel.signing.verify.Policy;
import dev.handsel.signing.verify.Verifier;
import jakarta.servlet.Filter;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may come in: the devices with these secrets, by the ids of their keys. */
final class DeviceAccess {

    /** Asked for the key of each request, so it should be quick. What it throws is answered with 503. */
    private record Keys(Map<String, Known<String>> byId) implements KeyDirectory<String> {

        @Override
        public Optional<Known<String>> byKeyId(String keyId) {
            return Optional.ofNullable(byId.get(keyId));
        }

        @Override
        public List<Known<String>> byDevice(String deviceId) {
            return List.of(); // the compatible scheme of four headers is not accepted here
        }
    }

    private DeviceAccess() {}

    static Filter filter(Map<String, DeviceSecret> secrets, InstantSource clock) {
        var known = new HashMap<String, KeyDirectory.Known<String>>();
        secrets.forEach((keyId, secret) -> known.put(keyId, new KeyDirectory.Known<>(HmacKey.of(secret.key()), keyId)));
        var policy = Policy.deviceV1();
        return new SignatureFilter<>(new Verifier<>(policy, new Keys(known), new NonceMemory<>(policy, clock), clock));
    }
}
