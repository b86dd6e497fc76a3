package dev.handsel.identity.signin;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.access.ChainOrder;
import dev.handsel.identity.sessions.BrowserCookies;
import dev.handsel.identity.sessions.SignedIn;
import dev.handsel.identity.sessions.WantedPage;
import dev.handsel.identity.signin.PasswordProvider.TooSoon;
import dev.handsel.platform.http.OpenPath.OpenPages;
import dev.handsel.platform.http.TrustedProxies;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Everything that is neither open nor the API: pages with a session, for people who signed in. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SignInSecurity {

    /** What every chain of pages shares: who is signed in, and proof that a form is ours. Nothing is kept in memory. */
    record Pages(SignedIn signedIn, WantedPage wanted, BrowserCookies cookies) {
        HttpSecurity apply(HttpSecurity http) {
            // No cache keeps a page; what browsers are told besides is said in one place for every answer.
            return http.headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                    .securityContext(context -> context.securityContextRepository(signedIn))
                    .requestCache(cache -> cache.requestCache(wanted))
                    .csrf(csrf -> csrf.csrfTokenRepository(cookies.formTokens()))
                    .sessionManagement(none -> none.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        }
    }

    @Bean
    Pages pagesOfPeople(SignedIn signedIn, WantedPage wanted, BrowserCookies cookies) {
        return new Pages(signedIn, wanted, cookies);
    }

    @Bean
    @Order(ChainOrder.OPEN_PAGES)
    SecurityFilterChain openPagesChain(HttpSecurity http, Pages pages, List<OpenPages> open) {
        return pages.apply(http)
                .securityMatcher(
                        request -> open.stream().anyMatch(page -> page.paths().include(request)))
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(ChainOrder.SIGN_IN)
    SecurityFilterChain pagesChain(
            HttpSecurity http,
            Pages pages,
            PasswordProvider passwords,
            TrustedProxies proxies,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return pages.apply(http)
                .authorizeHttpRequests(all -> all.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/login", "/setup")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // Alone: with the manager of all beans behind it each wrong password would be tried, and counted,
                // twice.
                .authenticationManager(new ProviderManager(passwords))
                .formLogin(form -> form.loginPage("/login")
                        .usernameParameter("email")
                        .authenticationDetailsSource(proxies::client)
                        .failureHandler(failures()))
                .logout(out -> out.logoutSuccessUrl("/login?signed_out"))
                .exceptionHandling(nobody -> nobody.authenticationEntryPoint(entryPoint(problems)))
                .build();
    }

    private static AuthenticationFailureHandler failures() {
        return (_, response, failure) -> response.sendRedirect(
                failure instanceof TooSoon soon
                        ? "/login?throttled=" + soon.getWait().toSeconds()
                        : "/login?failed");
    }

    /** A browser is sent to sign in; a program gets the problem document that it understands. */
    private static AuthenticationEntryPoint entryPoint(HandlerExceptionResolver problems) {
        var html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        var signIn = new LoginUrlAuthenticationEntryPoint("/login");
        return (HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody) -> {
            if (html.matches(request)) {
                signIn.commence(request, response, nobody);
                return;
            }
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"handsel\"");
            problems.resolveException(
                    request,
                    response,
                    null,
                    new Refused(RefusalKind.UNAUTHENTICATED, "unauthenticated", "This needs somebody signed in."));
        };
    }
}
