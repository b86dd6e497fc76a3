package dev.handsel.inbox.waiting;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mails about what was given up. */
@Configuration(proxyBeanMethods = false)
class WaitingSchedule {

    @Bean
    RecurringTask<Void> tellGivenUp(GivenUpMails mails) {
        return Recurring.every(Duration.ofHours(1), "tell-given-up", mails::run);
    }
}
