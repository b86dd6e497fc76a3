package dev.handsel.platform.idempotency;

import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.http.Refusals;
import dev.handsel.platform.idempotency.IdempotencyFilter.Exceptions;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the filter and the check of this module in their places. */
@Configuration(proxyBeanMethods = false)
class IdempotencySettings implements WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new IdempotencyKeyCheck());
    }

    @Bean
    Exceptions idempotencyExceptions(List<KeylessPath> keyless, List<KeyNotTaken> refusing) {
        return new Exceptions(keyless, refusing);
    }

    /** The last filter: it knows the caller, and what it runs again is the handler alone. */
    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            Transactions transactions, StoredAnswers answers, Refusals refusals, Exceptions exceptions) {
        var filter = new IdempotencyFilter(transactions, answers, refusals, exceptions);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.LOWEST_PRECEDENCE);
        registration.addUrlPatterns("/v1/*");
        return registration;
    }
}
