package dev.handsel.payouts.commands;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bank payouts of which no webhook tells. */
@Configuration(proxyBeanMethods = false)
class BankSchedule {

    @Bean
    RecurringTask<Void> pollBankPayouts(BankPoll banks, Stripe stripe) {
        return Recurring.every(Duration.ofMinutes(10), "poll-bank-payouts", stripe.ifItWorks(banks::poll));
    }
}
