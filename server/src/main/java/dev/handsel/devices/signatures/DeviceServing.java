package dev.handsel.devices.signatures;

import dev.handsel.identity.access.ChainOrder;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.platform.http.ForeignHosts;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.http.TrustedProxies;
import dev.handsel.platform.http.UnreadBody;
import dev.handsel.platform.idempotency.KeyNotTaken;
import dev.handsel.platform.idempotency.KeylessPath;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** Puts the servlets of signed requests in front of Spring MVC. They prove their callers by themselves. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class DeviceServing {

    private static final RequestPaths ASKED_BY_PROXIES =
            RequestPaths.any("/v1/signatures/forward-auth", "/v1/signatures/forward-auth/**");
    private static final RequestPaths DEVICES = RequestPaths.any("/v1/device/**");

    /** What every servlet of signed requests needs. */
    record Parts(SignatureGate gate, Throttle throttle, TrustedProxies proxies) {}

    @Bean
    Parts signedRequestParts(SignatureGate gate, Throttle throttle, TrustedProxies proxies) {
        return new Parts(gate, throttle, proxies);
    }

    /**
     * No filter of Spring Security looks at these paths, beyond its firewall: they know no sessions and no tokens, and devices
     * poll.
     */
    @Bean
    @Order(ChainOrder.DEVICES)
    SecurityFilterChain signedChain() {
        return new DefaultSecurityFilterChain(request -> DEVICES.include(request) || ASKED_BY_PROXIES.include(request));
    }

    /** A proxy asks about requests to the services behind it, by their names; only trusted ones are answered. */
    @Bean
    ForeignHosts forwardedHosts() {
        return new ForeignHosts(ASKED_BY_PROXIES);
    }

    /** The key that a proxy passes on is for the service behind it. */
    @Bean
    KeylessPath keysOfOthers() {
        return new KeylessPath(ASKED_BY_PROXIES);
    }

    /** A nonce is used up once, so the same request again gets another answer; an answer of a device is nobody else's. */
    @Bean
    KeyNotTaken verifiedOnce() {
        return new KeyNotTaken(RequestPaths.any("/v1/device/**", "/v1/signatures/verify"));
    }

    /** A proxy asks with the headers of somebody else's request, whose body it keeps; its digest is for that service. */
    @Bean
    UnreadBody askedAboutByProxies() {
        return new UnreadBody(ASKED_BY_PROXIES);
    }

    @Bean
    ServletRegistrationBean<DeviceServlet> deviceServlet(
            Parts parts,
            DeviceAnswers answers,
            SignatureSettings settings,
            JsonMapper json,
            PublicUrl publicUrl,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        var servlet = new DeviceServlet(
                parts, answers, settings.policy(), json, publicUrl.text().startsWith("https:"), problems);
        var registration = new ServletRegistrationBean<>(servlet, "/v1/device/*");
        registration.setName("device");
        return registration;
    }

    @Bean
    ServletRegistrationBean<ForwardAuthServlet> forwardAuthServlet(
            Parts parts,
            SignatureSettings settings,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        var servlet = new ForwardAuthServlet(parts, settings.policyElsewhere(), problems);
        var registration =
                new ServletRegistrationBean<>(servlet, "/v1/signatures/forward-auth", "/v1/signatures/forward-auth/*");
        registration.setName("forward-auth");
        return registration;
    }
}
