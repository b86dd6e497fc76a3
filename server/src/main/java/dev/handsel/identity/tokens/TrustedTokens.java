package dev.handsel.identity.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Checks access tokens: an allowed issuer, its key, an asymmetric algorithm, the audience and the times. Tokens of the
 * built-in issuer are checked with the key at hand, without asking anybody.
 */
@Component
@ConditionalOnWebApplication
public class TrustedTokens {

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final Set<JWSAlgorithm> ASYMMETRIC = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** What a good token says, and whether the built-in issuer says it. */
    public record Verified(String issuer, boolean builtIn, JWTClaimsSet claims) {}

    private final PublicUrl publicUrl;
    private final String audience;
    private final InstantSource clock;
    private final JWKSource<SecurityContext> ownKeys;
    private final Map<String, RemoteIssuer> others;

    TrustedTokens(TokenSettings settings, PublicUrl publicUrl, IssuerKey key, InstantSource clock) {
        this.publicUrl = publicUrl;
        this.audience = settings.jwtAudience();
        this.clock = clock;
        this.ownKeys = new ImmutableJWKSet<>(new JWKSet(key.reveal().toPublicJWK()));
        this.others =
                settings.trustedIssuers().stream().collect(Collectors.toMap(Function.identity(), RemoteIssuer::new));
    }

    public Verified verify(String text) {
        try {
            if (!(JWTParser.parse(text) instanceof SignedJWT token)) {
                throw invalid();
            }
            // Not yet proven: it only chooses the keys that must prove it.
            var issuer = String.valueOf(token.getJWTClaimsSet().getIssuer());
            boolean builtIn = issuer.equals(publicUrl.text());
            var keys = builtIn ? ownKeys : keysOf(issuer);
            var algorithms = builtIn ? Set.of(JWSAlgorithm.RS256) : ASYMMETRIC;
            return new Verified(
                    issuer, builtIn, processor(issuer, keys, algorithms).process(token, null));
        } catch (RemoteKeySourceException away) {
            throw unavailable();
        } catch (ParseException | BadJOSEException | JOSEException bad) {
            throw invalid();
        }
    }

    private JWKSource<SecurityContext> keysOf(String issuer) {
        var known = others.get(issuer);
        if (known == null) {
            throw invalid();
        }
        try {
            return known.keys();
        } catch (IOException away) {
            throw unavailable();
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(
            String issuer, JWKSource<SecurityContext> keys, Set<JWSAlgorithm> algorithms) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWTClaimsSetVerifier(new Claims(issuer));
        return processor;
    }

    private final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        Claims(String issuer) {
            super(audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp"));
            setMaxClockSkew((int) LEEWAY.toSeconds());
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }

    /** The refusal of every token that proves nothing, whatever is wrong with it. */
    public static Refused invalid() {
        return new Refused(
                RefusalKind.UNAUTHENTICATED, "invalid_token", "This token is not valid here, or no longer valid.");
    }

    private static Refused unavailable() {
        return Refused.later(
                RefusalKind.UNAVAILABLE,
                "issuer_unavailable",
                "The keys of the token's issuer cannot be had at the moment.",
                Duration.ofSeconds(5));
    }
}
