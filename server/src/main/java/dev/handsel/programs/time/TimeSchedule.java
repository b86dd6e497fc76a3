package dev.handsel.programs.time;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.platform.work.Recurring;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Live programmes: whatever has fallen due since the last time. Test programmes move by command. */
@Configuration(proxyBeanMethods = false)
class TimeSchedule {

    @Bean
    RecurringTask<Void> dueWork(Programs programs, ProgramTime time, InstantSource clock) {
        return Recurring.every(Duration.ofMinutes(1), "due-work", () -> time.workOff(programs.live(), clock.instant()));
    }
}
