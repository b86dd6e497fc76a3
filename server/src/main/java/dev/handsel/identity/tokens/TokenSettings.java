package dev.handsel.identity.tokens;

import dev.handsel.platform.settings.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are accepted, and as whom the built-in issuer signs.
 *
 * @param publicUrl where people and clients reach this server; also the issuer of its tokens
 * @param trustedIssuers further issuers of tokens, by their exact issuer URI; after a space, the claim by which one marks its
 *     access tokens
 * @param jwtAudience the audience that every token must name
 * @param issuerKey the private JWK of the built-in issuer, the same for all replicas; without it the data directory
 *     holds one
 */
@ConfigurationProperties("handsel")
public record TokenSettings(
        @DefaultValue("http://localhost:8080") String publicUrl,
        @DefaultValue List<String> trustedIssuers,
        @DefaultValue("handsel") String jwtAudience,
        @Nullable Secret issuerKey) {

    public TokenSettings {
        publicUrl = withoutSlash(publicUrl.strip());
        trustedIssuers = trustedIssuers.stream()
                .map(String::strip)
                .filter(issuer -> !issuer.isEmpty())
                .distinct()
                .toList();
    }

    /** The same settings for a server that is reached there. */
    public TokenSettings at(String address) {
        return new TokenSettings(address, trustedIssuers, jwtAudience, issuerKey);
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
