package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Whether an event of Stripe belongs into a programme at all: real money into a live one, and nothing before its time. */
@Component
class Acceptance {

    /** As far ahead of the programme's clock as other events may be dated. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Programs programs;
    private final InstantSource clock;

    Acceptance(Programs programs, InstantSource clock) {
        this.programs = programs;
        this.clock = clock;
    }

    void require(ProgramId id, BillingEvent event) {
        var program = programs.get(id);
        if (program.live() && event.testMode()) {
            throw Payload.invalid("livemode is false: a live programme takes nothing from Stripe's test mode");
        }
        var now = program.now(clock);
        if (event.created().isAfter(now.plus(TOLERANCE))) {
            throw Payload.invalid("created is more than 5 minutes ahead of the programme's clock, which says " + now);
        }
    }
}
