package dev.handsel.referrals.links;

import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.platform.http.ForgivenTargets;
import dev.handsel.platform.http.OpenPath;
import dev.handsel.platform.http.PublicAnswer;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.http.UnreadBody;
import dev.handsel.programs.terms.Programs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Puts the redirect and the preflights in front of Spring MVC, which exists only after them, and opens them to everybody. */
@Configuration(proxyBeanMethods = false)
class LinkServing {

    /** Visitors sign in nowhere. */
    @Bean
    OpenPath openLinks() {
        return new OpenPath(RequestPaths.any("/r/**", "/v1/click.js"));
    }

    @Bean
    OpenPath openClicks() {
        return new OpenPath(RequestPaths.only(HttpMethod.POST, "/v1/clicks"));
    }

    /** A browser's preflight carries no credentials; whether the origin may call is for the endpoint to say. */
    @Bean
    OpenPath openPreflights() {
        return new OpenPath(RequestPaths.only(HttpMethod.OPTIONS, "/v1/clicks"));
    }

    /** Whoever follows a link is sent on, whatever comes along. */
    @Bean
    UnreadBody visitorsBodies() {
        return new UnreadBody(RequestPaths.any("/r/**"));
    }

    /** Links stand in advertisements, whose tools add to them what no standard allows. */
    @Bean
    ForgivenTargets visitorsTargets() {
        return new ForgivenTargets(RequestPaths.any("/r/**"));
    }

    @Bean
    PublicAnswer publicSnippet() {
        return new PublicAnswer(RequestPaths.any("/v1/click.js"));
    }

    @Bean
    ServletRegistrationBean<RedirectServlet> redirectServlet(
            Destinations destinations,
            Programs programs,
            Visits visits,
            VisitorProofs proofs,
            PublicUrl publicUrl,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        var servlet = new RedirectServlet(destinations, programs, visits, proofs, publicUrl, problems);
        var registration = new ServletRegistrationBean<>(servlet, "/r/*");
        registration.setName("redirect");
        return registration;
    }

    @Bean
    FilterRegistrationBean<PageFilter> clicksOfPages(
            Programs programs,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> problems) {
        var registration = new FilterRegistrationBean<>(new PageFilter(programs, problems));
        registration.addUrlPatterns("/v1/clicks");
        // Before whatever may refuse the request, so that the page can read why.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }
}
