package dev.handsel.fraud.evaluation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Live programmes, of whose midnights nobody tells: test programmes have them when their clocks move. */
@Configuration(proxyBeanMethods = false)
class EvaluationSchedule {

    @Bean
    RecurringTask<Void> passMidnights(Programs programs, Evaluation evaluation, InstantSource clock) {
        return Recurring.every(
                Duration.ofMinutes(10),
                "pass-fraud-midnights",
                () -> programs.live().forEach(program -> evaluation.catchUp(program, clock.instant())));
    }
}
