package dev.handsel.tokens;

import dev.handsel.settings.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
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
