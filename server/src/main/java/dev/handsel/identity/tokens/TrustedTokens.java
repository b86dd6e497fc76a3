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
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cntrl}\\p{Cc}\\p{Cs}]{1,255}");

    private record Elsewhere(TrustedIssuer issuer, RemoteIssuer keys) {}

    /** What a good token says, and whether the built-in issuer says it. */
    public record Verified(String issuer, boolean builtIn, JWTClaimsSet claims) {}

    private final PublicUrl publicUrl;
    private final String audience;
    private final InstantSource clock;
    private final JWKSource<SecurityContext> ownKeys;
    private final Map<String, Elsewhere> others;

    TrustedTokens(TokenSettings settings, PublicUrl publicUrl, IssuerKey key, InstantSource clock) {
        this.publicUrl = publicUrl;
        this.audience = settings.jwtAudience();
        this.clock = clock;
        this.ownKeys = new ImmutableJWKSet<>(new JWKSet(key.reveal().toPublicJWK()));
        var calls = new IssuerCalls();
        this.others = settings.trustedIssuers().stream()
                .map(TrustedIssuer::parse)
                .collect(Collectors.toMap(
                        TrustedIssuer::issuer,
                        trusted -> new Elsewhere(trusted, new RemoteIssuer(trusted.issuer(), clock, calls))));
    }

    /** What the token says; one that proves nothing is refused, as is one that is no access token (401). */
    public Verified verify(String text) {
        try {
            if (!(JWTParser.parse(text) instanceof SignedJWT token)) {
                throw invalid();
            }
            // Not yet proven: it only chooses the keys that must prove it.
            var issuer = String.valueOf(token.getJWTClaimsSet().getIssuer());
            return issuer.equals(publicUrl.text()) ? ours(issuer, token) : theirs(issuer, token);
        } catch (RemoteKeySourceException away) {
            throw unavailable();
        } catch (ParseException | BadJOSEException | JOSEException bad) {
            throw invalid();
        }
    }

    /** The built-in issuer makes access tokens and no others. */
    private Verified ours(String issuer, SignedJWT token) throws BadJOSEException, JOSEException {
        var claims = processor(issuer, ownKeys, Set.of(JWSAlgorithm.RS256)).process(token, null);
        return new Verified(issuer, true, claims);
    }

    private Verified theirs(String issuer, SignedJWT token) throws BadJOSEException, JOSEException {
        var known = others.get(issuer);
        if (known == null) {
            throw invalid();
        }
        var claims = processor(issuer, known.keys(), ASYMMETRIC).process(token, null);
        if (!known.issuer().isAccessToken(token.getHeader(), claims)) {
            throw new Refused(
                    RefusalKind.UNAUTHENTICATED,
                    "not_an_access_token",
                    "This token is good, but it does not say that it is an access token: its type is not at+jwt, or it lacks the"
                            + " claim that HANDSEL_TRUSTED_ISSUERS names for its issuer.");
        }
        if (!isSubject(token.getPayload().toJSONObject().get("sub"))) {
            throw invalid();
        }
        return new Verified(issuer, false, claims);
    }

    /** OpenID Connect allows 255 characters; what cannot be stored or shown names nobody. */
    private static boolean isSubject(@Nullable Object subject) {
        return subject instanceof String text && SUBJECT.matcher(text).matches();
    }

    private DefaultJWTProcessor<SecurityContext> processor(
            String issuer, JWKSource<SecurityContext> keys, Set<JWSAlgorithm> algorithms) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), null));
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
