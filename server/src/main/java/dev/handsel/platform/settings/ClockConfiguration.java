package dev.handsel.platform.settings;

import dev.handsel.base.time.SystemClock;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The system's clock, as a bean: tests put another in its place. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    InstantSource instantSource() {
        return SystemClock.source();
    }
}
