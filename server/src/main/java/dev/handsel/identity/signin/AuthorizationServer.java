package dev.handsel.identity.signin;

import static java.util.Objects.requireNonNull;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.handsel.base.ids.AccountId;
import dev.handsel.identity.access.ChainOrder;
import dev.handsel.identity.signin.SignInSecurity.Pages;
import dev.handsel.identity.tokens.IssuerKey;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.identity.tokens.TokenIssuer;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** The built-in issuer: authorization code with PKCE for one public client, answered with tokens that last an hour. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class AuthorizationServer {

    private static final String CLIENT = "handsel-web";
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(2);

    @Bean
    @Order(ChainOrder.ISSUER)
    SecurityFilterChain issuerChain(HttpSecurity http, Pages pages) {
        return pages.apply(http)
                .oauth2AuthorizationServer(issuer -> http.securityMatcher(issuer.getEndpointsMatcher()))
                .authorizeHttpRequests(all -> all.anyRequest().authenticated())
                .exceptionHandling(
                        nobody -> nobody.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                .build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(PublicUrl publicUrl) {
        return AuthorizationServerSettings.builder().issuer(publicUrl.text()).build();
    }

    /** A loopback address may have any port (RFC 8252): that is how programs on the person's own machine sign in. */
    @Bean
    RegisteredClientRepository registeredClients(PublicUrl publicUrl) {
        return new InMemoryRegisteredClientRepository(RegisteredClient.withId(CLIENT)
                .clientId(CLIENT)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(publicUrl.at("/callback"))
                .redirectUri("http://127.0.0.1/callback")
                .scope("handsel")
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE_LIFETIME)
                        .accessTokenTimeToLive(TOKEN_LIFETIME)
                        .build())
                .build());
    }

    /** The endpoint that publishes the keys has no use for the private part. */
    @Bean
    JWKSource<SecurityContext> publicKeys(IssuerKey key) {
        return new ImmutableJWKSet<>(new JWKSet(key.reveal().toPublicJWK()));
    }

    /** Access tokens only: nobody needs a refresh token who can sign in again without being asked. */
    @Bean
    OAuth2TokenGenerator<OAuth2AccessToken> tokenGenerator(TokenIssuer issuer, InstantSource clock) {
        return context -> {
            if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                return null;
            }
            Authentication signedIn = requireNonNull(context.getPrincipal());
            var account = AccountId.parse(signedIn.getName());
            var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            return new OAuth2AccessToken(
                    OAuth2AccessToken.TokenType.BEARER,
                    issuer.token(account, now, TOKEN_LIFETIME),
                    now,
                    now.plus(TOKEN_LIFETIME),
                    context.getAuthorizedScopes());
        };
    }
}
