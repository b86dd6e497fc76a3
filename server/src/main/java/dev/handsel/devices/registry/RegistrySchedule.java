package dev.handsel.devices.registry;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Confirmations that nobody used. */
@Configuration(proxyBeanMethods = false)
class RegistrySchedule {

    @Bean
    RecurringTask<Void> forgetConfirmations(Confirmations confirmations) {
        return Recurring.every(Duration.ofHours(1), "forget-confirmations", confirmations::forget);
    }
}
