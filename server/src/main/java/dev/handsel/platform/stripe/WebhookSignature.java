package dev.handsel.platform.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.platform.settings.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature over the raw bytes of a webhook: HMAC-SHA256 of {@code t + "." + body}.
 *
 * @see <a href="https://docs.stripe.com/webhooks#verify-manually">docs.stripe.com/webhooks, verify manually</a>
 */
public final class WebhookSignature {

    /** How far its time may be from ours, in either direction. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final int MOST_SIGNATURES = 16;

    private WebhookSignature() {}

    private record SignatureHeader(long seconds, List<byte[]> signatures) {}

    /**
     * Whether one of the secrets signed these bytes at about this time.
     *
     * @param header {@code Stripe-Signature}; only its scheme {@code v1} counts
     */
    public static boolean valid(@Nullable String header, byte[] body, Collection<Secret> secrets, Instant now) {
        return parse(header)
                .filter(parsed -> Math.abs(now.getEpochSecond() - parsed.seconds()) <= TOLERANCE.toSeconds())
                .filter(parsed -> secrets.stream().anyMatch(secret -> signed(parsed, body, secret)))
                .isPresent();
    }

    private static boolean signed(SignatureHeader parsed, byte[] body, Secret secret) {
        var expected = hmac(secret.value().getBytes(UTF_8), (parsed.seconds() + ".").getBytes(UTF_8), body);
        boolean found = false;
        for (var signature : parsed.signatures()) {
            found |= MessageDigest.isEqual(expected, signature);
        }
        return found;
    }

    private static Optional<SignatureHeader> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Long seconds = null;
        List<byte[]> signatures = new ArrayList<>();
        for (var element : header.split(",", 2 * MOST_SIGNATURES)) {
            var text = element.strip();
            if (text.matches("t=[0-9]{1,12}")) {
                seconds = Long.parseLong(text.substring(2));
            } else if (text.matches("v1=[0-9a-f]{64}") && signatures.size() < MOST_SIGNATURES) {
                signatures.add(HexFormat.of().parseHex(text.substring(3)));
            }
        }
        return seconds == null ? Optional.empty() : Optional.of(new SignatureHeader(seconds, signatures));
    }

    private static byte[] hmac(byte[] secret, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
