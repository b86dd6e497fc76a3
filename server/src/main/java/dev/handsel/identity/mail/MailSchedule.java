package dev.handsel.identity.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mails that were kept long enough. */
@Configuration(proxyBeanMethods = false)
class MailSchedule {

    @Bean
    RecurringTask<Void> forgetMails(MailDelivery mails) {
        return Recurring.every(Duration.ofHours(1), "forget-mails", mails::forget);
    }
}
