package dev.handsel.operation.timers;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.handsel.devices.registry.Confirmations;
import dev.handsel.identity.mail.MailDelivery;
import dev.handsel.inbox.stripebilling.Deliveries;
import dev.handsel.payouts.batches.DailyBatch;
import dev.handsel.payouts.commands.BankPoll;
import dev.handsel.payouts.reconciliation.Reconciliation;
import dev.handsel.payouts.updates.StripePoll;
import dev.handsel.platform.idempotency.IdempotencyKeys;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.time.ProgramTime;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The recurring work. Of several processes one does it at a time; two at once would do no harm. */
@Configuration(proxyBeanMethods = false)
class Timers {

    private static final Logger log = LoggerFactory.getLogger(Timers.class);
    private static final Duration KEYS_ARE_KEPT = Duration.ofDays(7);

    /** Live programmes: whatever has fallen due since the last time. Test programmes move by command. */
    @Bean
    RecurringTask<Void> dueWork(Programs programs, ProgramTime time, InstantSource clock) {
        return Tasks.recurring("due-work", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> programs.live().forEach(program -> {
                    log.debug("working off what is due in {}", program);
                    time.workOff(program, clock.instant());
                }));
    }

    @Bean
    RecurringTask<Void> forgetIdempotencyKeys(IdempotencyKeys keys, InstantSource clock) {
        return Tasks.recurring("forget-idempotency-keys", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> keys.purge(clock.instant().minus(KEYS_ARE_KEPT)));
    }

    /** What could not be sent at once. */
    @Bean
    RecurringTask<Void> deliverMails(MailDelivery mails) {
        return Tasks.recurring("deliver-mails", FixedDelay.of(Duration.ofSeconds(30)))
                .execute((_, _) -> mails.deliver());
    }

    @Bean
    RecurringTask<Void> forgetMails(MailDelivery mails) {
        return Tasks.recurring("forget-mails", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> mails.forget());
    }

    @Bean
    RecurringTask<Void> forgetConfirmations(Confirmations confirmations) {
        return Tasks.recurring("forget-confirmations", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> confirmations.forget());
    }

    /** Batches whose hour has come, and those that were cut short. */
    @Bean
    RecurringTask<Void> dailyPayouts(DailyBatch batch) {
        return Tasks.recurring("daily-payouts", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((_, _) -> batch.runDue());
    }

    /** What Stripe may have told in vain. */
    @Bean
    RecurringTask<Void> pollStripe(StripePoll poll, Stripe stripe) {
        return Tasks.recurring("poll-stripe", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> ifItWorks(stripe, poll::poll));
    }

    @Bean
    RecurringTask<Void> reconcileStripe(Reconciliation reconciliation) {
        return Tasks.recurring("reconcile-stripe", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> reconciliation.runDue());
    }

    @Bean
    RecurringTask<Void> pollStripeAccounts(StripePoll poll, Stripe stripe) {
        return Tasks.recurring("poll-stripe-accounts", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> ifItWorks(stripe, poll::pollAccounts));
    }

    @Bean
    RecurringTask<Void> pollBankPayouts(BankPoll banks, Stripe stripe) {
        return Tasks.recurring("poll-bank-payouts", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((_, _) -> ifItWorks(stripe, banks::poll));
    }

    private static void ifItWorks(Stripe stripe, Runnable work) {
        if (stripe.works()) {
            work.run();
        }
    }

    @Bean
    RecurringTask<Void> forgetStripeEvents(StripePoll stripe) {
        return Tasks.recurring("forget-stripe-events", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> stripe.forget());
    }

    /** Merchants' events of Stripe that have waited long enough. */
    @Bean
    RecurringTask<Void> catchUpStripeBilling(Deliveries deliveries) {
        return Tasks.recurring("catch-up-stripe-billing", FixedDelay.of(Duration.ofHours(1)))
                .execute((_, _) -> deliveries.catchUp());
    }
}
