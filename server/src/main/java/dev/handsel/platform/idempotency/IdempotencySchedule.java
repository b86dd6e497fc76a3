package dev.handsel.platform.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Answers are kept for seven days. */
@Configuration(proxyBeanMethods = false)
class IdempotencySchedule {

    private static final Duration KEPT = Duration.ofDays(7);

    @Bean
    RecurringTask<Void> forgetIdempotencyKeys(IdempotencyKeys keys, InstantSource clock) {
        return Recurring.every(
                Duration.ofHours(1),
                "forget-idempotency-keys",
                () -> keys.purge(clock.instant().minus(KEPT)));
    }
}
