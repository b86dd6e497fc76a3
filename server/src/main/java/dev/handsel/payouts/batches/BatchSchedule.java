package dev.handsel.payouts.batches;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Batches whose hour has come, and those that were cut short. */
@Configuration(proxyBeanMethods = false)
class BatchSchedule {

    @Bean
    RecurringTask<Void> dailyPayouts(DailyBatch batch) {
        return Recurring.every(Duration.ofMinutes(1), "daily-payouts", batch::runDue);
    }
}
