package dev.handsel.identity.tokens;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.handsel.platform.settings.CannotStart;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issuer elsewhere whose access tokens are believed. They say themselves that they are some: by the type {@code at+jwt} (RFC
 * 9068), or, for issuers that do not know it, by a claim that the operator names.
 *
 * @param claim what only access tokens of this issuer say; null where their type says it
 * @param value what the claim must be; null where it is enough that it is there
 */
record TrustedIssuer(
        String issuer, @Nullable String claim, @Nullable String value) {

    private static final Set<String> ACCESS = Set.of("at+jwt", "application/at+jwt");

    /** Reads {@code https://id.example}, {@code https://id.example token_use=access} or {@code https://id.example scp}. */
    static TrustedIssuer parse(String text) {
        var parts = text.strip().split("\\s+", -1);
        if (parts.length > 2 || !isAddress(parts[0])) {
            throw new CannotStart(
                    "HANDSEL_TRUSTED_ISSUERS lists issuers by comma, each an address and, after a space, the claim by"
                            + " which it marks access tokens (https://id.example token_use=access): " + text.strip()
                            + ".");
        }
        if (parts.length == 1) {
            return new TrustedIssuer(parts[0], null, null);
        }
        var claim = parts[1].split("=", 2);
        return new TrustedIssuer(parts[0], claim[0], claim.length == 2 ? claim[1] : null);
    }

    /** Whether a token whose signature is proven is an access token, and no token about a sign-in to show to a client. */
    boolean isAccessToken(JWSHeader header, JWTClaimsSet claims) {
        if (claim == null) {
            return header.getType() != null
                    && ACCESS.contains(header.getType().getType().toLowerCase(Locale.ROOT));
        }
        var said = claims.getClaim(claim);
        return value == null ? said != null : value.equals(said);
    }

    private static boolean isAddress(String text) {
        try {
            var address = URI.create(text);
            return address.getHost() != null
                    && ("https".equals(address.getScheme()) || "http".equals(address.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
