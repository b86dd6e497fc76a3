package dev.handsel.inbox.stripebilling;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Merchants' events of Stripe that have waited long enough. */
@Configuration(proxyBeanMethods = false)
class BillingSchedule {

    @Bean
    RecurringTask<Void> catchUpStripeBilling(OverdueDeliveries overdue) {
        return Recurring.every(Duration.ofHours(1), "catch-up-stripe-billing", overdue::catchUp);
    }
}
