package dev.handsel.fraud.identities;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.work.Recurring;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Forgets identities that nobody has told for long, by the clocks of their programmes and to the day (UTC). */
@Component
class IdentityRetention {

    private static final int AT_ONCE = 5_000;

    private final Programs programs;
    private final Forgetting forgetting;
    private final FraudSettings settings;
    private final InstantSource clock;

    IdentityRetention(Programs programs, Forgetting forgetting, FraudSettings settings, InstantSource clock) {
        this.programs = programs;
        this.forgetting = forgetting;
        this.settings = settings;
        this.clock = clock;
    }

    /** Forgets what is too old in all programmes. */
    void run() {
        forgetting.programs().forEach(this::run);
    }

    void run(ProgramId program) {
        var today = LocalDate.ofInstant(programs.get(program).now(clock), ZoneOffset.UTC);
        var before = today.minus(settings.identitiesKept())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        while (forgetting.expire(program, before, AT_ONCE)) {}
    }

    /** When it does so. */
    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        RecurringTask<Void> forgetIdentities(IdentityRetention retention) {
            return Recurring.every(Duration.ofHours(1), "forget-identities", retention::run);
        }
    }
}
