package dev.handsel.platform.http;

import dev.handsel.platform.json.TextConverters;
import dev.handsel.platform.paging.PageRequests;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the parts of this module in their places in front of and around the handler methods. */
@Configuration(proxyBeanMethods = false)
class HttpSettings implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PageRequests());
        resolvers.add(new IfMatches());
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        TextConverters.addTo(registry);
    }

    // Filters exist before Spring MVC does, so the resolver is looked up when it is needed.
    @Bean
    Refusals refusals(BeanFactory beans) {
        return new Refusals(() -> beans.getBean("handlerExceptionResolver", HandlerExceptionResolver.class));
    }

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        var registration = new FilterRegistrationBean<>(new RequestIdFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    @Bean
    FilterRegistrationBean<BrowserRulesFilter> browserRules(
            List<ContentPolicy> policies, @Value("${handsel.public-url}") String publicUrl) {
        boolean httpsOnly = publicUrl.regionMatches(true, 0, "https:", 0, "https:".length());
        var registration = new FilterRegistrationBean<>(new BrowserRulesFilter(policies, httpsOnly));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }

    /** After what is malformed was refused as such. */
    @Bean
    FilterRegistrationBean<KnownHosts> knownHosts(
            Refusals refusals,
            @Value("${handsel.public-url}") String publicUrl,
            @Value("${handsel.accepted-authorities:}") List<String> accepted,
            List<ForeignHosts> exceptions) {
        var registration = new FilterRegistrationBean<>(new KnownHosts(refusals, publicUrl, accepted, exceptions));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BrokenRequests> brokenRequests(Refusals refusals) {
        var registration = new FilterRegistrationBean<>(new BrokenRequests(refusals));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    @Bean
    FilterRegistrationBean<LimitFilter> limitFilter(Refusals refusals) {
        var registration = new FilterRegistrationBean<>(new LimitFilter(refusals));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<CanonicalPaths> canonicalPaths(Refusals refusals, List<ForgivenTargets> forgiven) {
        var registration = new FilterRegistrationBean<>(new CanonicalPaths(refusals, forgiven));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyForms> bodyForms(Refusals refusals, List<UnreadBody> unread) {
        var registration = new FilterRegistrationBean<>(new BodyForms(refusals, unread));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return registration;
    }
}
