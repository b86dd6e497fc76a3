package dev.handsel.signing.client;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.FourHeaderBase;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.keys.HmacKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs requests by the compatible scheme of four headers, for devices whose software knows nothing else. Neither the host
 * nor the query is covered, which is why {@link DeviceSigner} is to be preferred.
 */
public final class FourHeaderSigner {

    private final String device;
    private final HmacKey key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** A signer for the device of this id; its key is the ASCII of the secret's 43 characters. */
    public FourHeaderSigner(String device, DeviceSecret secret, InstantSource clock) {
        this.device = device;
        this.key = HmacKey.of(secret.body().getBytes(StandardCharsets.US_ASCII));
        this.clock = clock;
    }

    /** The headers to add to the request. */
    public Map<String, String> sign(RequestMessage request) {
        return sign(request, clock.instant().truncatedTo(ChronoUnit.SECONDS), DeviceSigner.nonce(random));
    }

    /** The same with a given time and a given nonce. */
    public Map<String, String> sign(RequestMessage request, Instant at, String nonce) {
        var base = FourHeaderBase.of(request, device, nonce, at.toString());
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Device-Id", device);
        headers.put("X-Nonce", nonce);
        headers.put("X-Timestamp", at.toString());
        headers.put("X-Signature", Base64.getEncoder().encodeToString(key.sign(base)));
        return headers;
    }
}
