package dev.handsel.fraud.identities;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgetting what is too old. */
@Configuration(proxyBeanMethods = false)
class IdentitySchedule {

    @Bean
    RecurringTask<Void> forgetIdentities(IdentityRetention retention) {
        return Recurring.every(Duration.ofHours(1), "forget-identities", retention::run);
    }
}
