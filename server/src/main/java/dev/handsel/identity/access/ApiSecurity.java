package dev.handsel.identity.access;

import dev.handsel.identity.tokens.TrustedTokens;
import dev.handsel.platform.http.OpenPath;
import dev.handsel.platform.http.RequestPaths;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Open paths first, then the API, which knows neither sessions nor cookies and serves nobody unknown. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiSecurity {

    /** What belongs to no module. */
    @Bean
    OpenPath openFiles() {
        return new OpenPath(RequestPaths.any("/assets/**", "/favicon.ico", "/robots.txt", "/actuator/**"));
    }

    @Bean
    @Order(ChainOrder.OPEN)
    SecurityFilterChain openChain(HttpSecurity http, List<OpenPath> open) {
        return withoutSession(http.securityMatcher(
                        request -> open.stream().anyMatch(path -> path.paths().include(request))))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(ChainOrder.API)
    SecurityFilterChain apiChain(
            HttpSecurity http, ApiKeyGate apiKeys, TrustedTokens tokens, Accounts accounts, SecurityRefusals refusals) {
        return withoutSession(http.securityMatcher(
                        PathPatternRequestMatcher.withDefaults().matcher("/v1/**")))
                .authorizeHttpRequests(all -> all.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new BearerFilter(apiKeys, tokens, accounts, refusals), AuthorizationFilter.class)
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .build();
    }

    private static HttpSecurity withoutSession(HttpSecurity http) {
        // What browsers are told about answers, and caches of the API, is said in one place for every answer.
        return http.headers(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
