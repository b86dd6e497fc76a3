package dev.handsel.payoutaccounts;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The pages that people come back to from Stripe: nobody is signed in there, and nothing is shown that is theirs. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PayoutAccountPagesSecurity {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; " + "frame-ancestors 'none'";

    @Bean
    @Order(31)
    SecurityFilterChain payoutAccountPagesChain(HttpSecurity http) {
        return http.securityMatcher("/payout-account/done", "/payout-account/expired")
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }
}
