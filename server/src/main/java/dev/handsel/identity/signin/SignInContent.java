package dev.handsel.identity.signin;

import dev.handsel.platform.http.BrowserRules;
import dev.handsel.platform.http.ContentPolicy;
import dev.handsel.platform.http.RequestPaths;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Signing in may end at a program on the person's own machine, which browsers count as the form's target. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SignInContent {

    @Bean
    ContentPolicy signInForm() {
        return new ContentPolicy(
                RequestPaths.any("/login"),
                BrowserRules.policy("style-src 'self'; form-action 'self' http://127.0.0.1:*"));
    }
}
