package dev.handsel.identity.tokens;

import dev.handsel.platform.settings.DataDirectory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The issuer needs a server: a command that only uses the services makes no key. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class TokenConfiguration {

    @Bean
    IssuerKey issuerKey(TokenSettings settings, DataDirectory directory) {
        return IssuerKey.of(settings, directory);
    }

    @Bean
    TokenIssuer tokenIssuer(IssuerKey key, TokenSettings settings) {
        return new TokenIssuer(key, settings.publicUrl(), settings.jwtAudience());
    }
}
