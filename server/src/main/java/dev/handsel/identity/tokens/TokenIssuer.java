package dev.handsel.identity.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.handsel.base.ids.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs access tokens of the built-in issuer. A token says who somebody is; the roles are asked at each request. */
public record TokenIssuer(IssuerKey key, String issuer, String audience) {

    /** A token for the account that lasts this long. */
    public String token(AccountId account, Instant now, Duration lifetime) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.reveal().getKeyID())
                .build();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(account.toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .jwtID(UUID.randomUUID().toString())
                .build();
        return signed(new SignedJWT(header, claims));
    }

    private String signed(SignedJWT token) {
        try {
            token.sign(new RSASSASigner(key.reveal()));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("The issuer's key does not sign", impossible);
        }
    }
}
