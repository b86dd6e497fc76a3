package dev.handsel.payouts.updates;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Stripe may have told in vain. */
@Configuration(proxyBeanMethods = false)
class UpdateSchedule {

    @Bean
    RecurringTask<Void> pollStripe(StripePoll poll, Stripe stripe) {
        return Recurring.every(Duration.ofMinutes(10), "poll-stripe", stripe.ifItWorks(poll::poll));
    }

    @Bean
    RecurringTask<Void> pollStripeAccounts(StripePoll poll, Stripe stripe) {
        return Recurring.every(Duration.ofMinutes(10), "poll-stripe-accounts", stripe.ifItWorks(poll::pollAccounts));
    }

    @Bean
    RecurringTask<Void> forgetStripeEvents(StripePoll stripe) {
        return Recurring.every(Duration.ofHours(1), "forget-stripe-events", stripe::forget);
    }
}
