package dev.handsel.referrals.customers;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The search for customers who are their own affiliates, which finds something after an upgrade alone. */
@Configuration(proxyBeanMethods = false)
class CustomerSchedule {

    @Bean
    RecurringTask<Void> findSelfReferrals(SelfReferralSearch search) {
        return Recurring.every(Duration.ofHours(1), "find-self-referrals", search::run);
    }
}
