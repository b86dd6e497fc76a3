package dev.handsel.identity.access;

import dev.handsel.identity.tokens.TrustedTokens;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Open paths first, then the API, which knows neither sessions nor cookies and serves nobody unknown. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiSecurity {

    private static final String PAGES_POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    OpenPath openPaths() {
        return OpenPath.any(
                "/v1/meta",
                "/v1/time",
                "/v1/openapi.json",
                "/v1/openapi.json/**",
                "/v1/click.js",
                "/v1/stripe/connect",
                "/r/**",
                "/explorer/**",
                "/swagger-ui/**",
                "/webjars/**",
                "/assets/**",
                "/favicon.ico",
                "/robots.txt",
                "/actuator/**");
    }

    @Bean
    OpenPath openPosts() {
        return OpenPath.only(HttpMethod.POST, "/v1/clicks", "/v1/devices/confirmations");
    }

    /** A browser's preflight carries no credentials; whether the origin may call is for the endpoint to say. */
    @Bean
    OpenPath openPreflights() {
        return OpenPath.only(HttpMethod.OPTIONS, "/v1/clicks");
    }

    @Bean
    @Order(ChainOrder.OPEN)
    SecurityFilterChain openChain(HttpSecurity http, List<OpenPath> open) {
        var matchers = open.stream().flatMap(OpenPath::matchers).toArray(RequestMatcher[]::new);
        return withoutSession(http.securityMatcher(new OrRequestMatcher(matchers)))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .build();
    }

    @Bean
    @Order(ChainOrder.API)
    SecurityFilterChain apiChain(
            HttpSecurity http, ApiKeys apiKeys, TrustedTokens tokens, Accounts accounts, SecurityRefusals refusals) {
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

    @Bean
    @Order(ChainOrder.OPEN_PAGES)
    SecurityFilterChain openPagesChain(HttpSecurity http, List<OpenPath.Pages> open) {
        var matchers = open.stream().flatMap(OpenPath.Pages::matchers).toArray(RequestMatcher[]::new);
        return http.securityMatcher(new OrRequestMatcher(matchers))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(PAGES_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    private static HttpSecurity withoutSession(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
