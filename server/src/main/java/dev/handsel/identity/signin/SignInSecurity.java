package dev.handsel.identity.signin;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.access.ChainOrder;
import dev.handsel.identity.signin.PasswordProvider.TooSoon;
import dev.handsel.platform.http.TrustedProxies;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
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

    @Bean
    @Order(ChainOrder.SIGN_IN)
    SecurityFilterChain pagesChain(
            HttpSecurity http,
            PasswordProvider passwords,
            TrustedProxies proxies,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http.authorizeHttpRequests(all -> all.dispatcherTypeMatchers(
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
                .headers(PageHeaders::set)
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
