package dev.handsel.identity.signin;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.AccountId;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * The only thing that the issuer keeps: codes that were not exchanged yet, as hashes. Tokens prove themselves and are
 * kept nowhere. Of two exchanges of one code at the same time one is refused.
 */
@Component
@ConditionalOnWebApplication
class AuthorizationCodes implements OAuth2AuthorizationService {

    private final JdbcClient jdbc;
    private final RegisteredClientRepository clients;
    private final InstantSource clock;

    AuthorizationCodes(JdbcClient jdbc, RegisteredClientRepository clients, InstantSource clock) {
        this.jdbc = jdbc;
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        var code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (code == null) {
            throw refused(OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE);
        }
        if (authorization.getAccessToken() == null && !code.isInvalidated()) {
            add(authorization, code.getToken());
        } else if (!used(code.getToken()) && authorization.getAccessToken() != null) {
            throw refused(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        var code = authorization.getToken(OAuth2AuthorizationCode.class);
        if (code != null) {
            used(code.getToken());
        }
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && !type.getValue().equals(OAuth2ParameterNames.CODE)) {
            return null;
        }
        return jdbc.sql("select * from account_code where code_hash = :hash")
                .param("hash", Sha256.of(token))
                .query((row, _) -> read(row, token))
                .optional()
                .orElse(null);
    }

    private boolean used(OAuth2AuthorizationCode code) {
        return jdbc.sql("delete from account_code where code_hash = :hash")
                        .param("hash", Sha256.of(code.getTokenValue()))
                        .update()
                == 1;
    }

    /** Somebody whose account was removed meanwhile may still have a session, but gets no code. */
    private void add(OAuth2Authorization authorization, OAuth2AuthorizationCode code) {
        OAuth2AuthorizationRequest request =
                Objects.requireNonNull(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        int added = jdbc.sql("""
                with expired as (delete from account_code where expires_at < :now)
                insert into account_code
                    (code_hash, account_id, client_id, redirect_uri, scopes, challenge, issued_at, expires_at)
                select :hash, id, :client, :redirect, :scopes, :challenge, :issued, :expires
                from account where id = :account and not disabled
                """)
                .param("now", utc(clock.instant()))
                .param("hash", Sha256.of(code.getTokenValue()))
                .param(
                        "account",
                        AccountId.parse(authorization.getPrincipalName()).value())
                .param("client", authorization.getRegisteredClientId())
                .param("redirect", request.getRedirectUri())
                .param("scopes", authorization.getAuthorizedScopes().toArray(String[]::new))
                .param("challenge", challenge(request))
                .param("issued", utc(Objects.requireNonNull(code.getIssuedAt())))
                .param("expires", utc(Objects.requireNonNull(code.getExpiresAt())))
                .update();
        if (added == 0) {
            throw notAuthorized(OAuth2ErrorCodes.ACCESS_DENIED);
        }
    }

    private static String challenge(OAuth2AuthorizationRequest request) {
        var parameters = request.getAdditionalParameters();
        if (!"S256".equals(parameters.get(PkceParameterNames.CODE_CHALLENGE_METHOD))) {
            throw notAuthorized(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        return String.valueOf(parameters.get(PkceParameterNames.CODE_CHALLENGE));
    }

    private OAuth2Authorization read(ResultSet row, String code) throws SQLException {
        var client = Objects.requireNonNull(clients.findById(row.getString("client_id")));
        var account = new AccountId(row.getObject("account_id", UUID.class)).toString();
        var scopes = Set.of((String[]) row.getArray("scopes").getArray());
        return OAuth2Authorization.withRegisteredClient(client)
                .id(HexFormat.of().formatHex(row.getBytes("code_hash")))
                .principalName(account)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(scopes)
                .token(new OAuth2AuthorizationCode(code, instant(row, "issued_at"), instant(row, "expires_at")))
                .attribute(OAuth2AuthorizationRequest.class.getName(), request(row, client, scopes))
                .attribute(
                        Principal.class.getName(),
                        UsernamePasswordAuthenticationToken.authenticated(account, null, List.of()))
                .build();
    }

    private static OAuth2AuthorizationRequest request(ResultSet row, RegisteredClient client, Set<String> scopes)
            throws SQLException {
        Map<String, Object> pkce = Map.of(
                PkceParameterNames.CODE_CHALLENGE,
                row.getString("challenge"),
                PkceParameterNames.CODE_CHALLENGE_METHOD,
                "S256");
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(client.getClientId())
                .authorizationUri("/oauth2/authorize")
                .redirectUri(row.getString("redirect_uri"))
                .scopes(scopes)
                .additionalParameters(pkce)
                .build();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The authorization endpoint understands no other exception. */
    private static OAuth2AuthenticationException notAuthorized(String code) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(code), null);
    }

    private static OAuth2AuthenticationException refused(String code) {
        return new OAuth2AuthenticationException(code);
    }
}
