package dev.handsel.devices.signatures;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.verify.Policy;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How signed requests are taken.
 *
 * @param legacySignatures {@code on} or {@code off}: whether the compatible scheme of four headers is accepted
 * @param acceptedAuthorities the names by which clients reach this server, such as {@code api.example.com} or
 *     {@code example.com/api}, where a proxy rewrites host or path; without them the {@code Host} header counts
 */
@ConfigurationProperties("handsel")
record SignatureSettings(
        @DefaultValue("on") String legacySignatures,
        @Nullable List<String> acceptedAuthorities) {

    SignatureSettings {
        // Read here too, so that a mistake is told before anything is started.
        legacyAccepted(legacySignatures);
        withOrigins(Policy.deviceV1(), acceptedAuthorities);
    }

    Policy policy() {
        return withOrigins(policyElsewhere(), acceptedAuthorities);
    }

    /** What a merchant's services receive goes by their names, not by this server's. */
    Policy policyElsewhere() {
        return Policy.deviceV1().withFourHeaders(legacyAccepted(legacySignatures));
    }

    private static boolean legacyAccepted(String legacySignatures) {
        return switch (legacySignatures.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw new CannotStart("HANDSEL_LEGACY_SIGNATURES is on or off, not " + legacySignatures + ".");
        };
    }

    private static Policy withOrigins(Policy policy, @Nullable List<String> acceptedAuthorities) {
        var names = acceptedAuthorities == null ? List.<String>of() : acceptedAuthorities;
        try {
            return policy.withOrigins(names.stream().map(Policy.Origin::parse).toList());
        } catch (IllegalArgumentException | RejectedException unreadable) {
            throw new CannotStart(
                    "HANDSEL_ACCEPTED_AUTHORITIES names up to eight hosts, with a path where a proxy takes one"
                            + " away, by comma: " + String.join(",", names) + ".");
        }
    }
}
