package dev.handsel.identity.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mails that could not be sent at once, and those that were kept long enough. */
@Configuration(proxyBeanMethods = false)
class MailSchedule {

    @Bean
    RecurringTask<Void> deliverMails(MailDelivery mails) {
        return Recurring.every(Duration.ofSeconds(30), "deliver-mails", mails::deliver);
    }

    @Bean
    RecurringTask<Void> forgetMails(MailDelivery mails) {
        return Recurring.every(Duration.ofHours(1), "forget-mails", mails::forget);
    }
}
