package dev.handsel.payouts.reconciliation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Yesterday at Stripe against yesterday in the ledger. */
@Configuration(proxyBeanMethods = false)
class ReconciliationSchedule {

    @Bean
    RecurringTask<Void> reconcileStripe(Reconciliation reconciliation) {
        return Recurring.every(Duration.ofHours(1), "reconcile-stripe", reconciliation::runDue);
    }
}
