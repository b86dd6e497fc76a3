package dev.handsel.fraud.cases;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mails about cases that wait. */
@Configuration(proxyBeanMethods = false)
class CaseSchedule {

    @Bean
    RecurringTask<Void> remindOfCases(CaseReminders reminders, InstantSource clock) {
        return Recurring.every(Duration.ofHours(1), "remind-of-cases", () -> reminders.run(clock.instant()));
    }
}
