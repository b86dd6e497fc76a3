package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether an event of Stripe belongs into a programme at all: real money into a live
 * one and none into a test one, what a connected account sold only where it is named, and nothing before its time. */
@Component
class Acceptance {

    /** As far ahead of the programme's clock as other events may be dated. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Programs programs;
    private final AccountStore accounts;
    private final InstantSource clock;

    Acceptance(Programs programs, AccountStore accounts, InstantSource clock) {
        this.programs = programs;
        this.accounts = accounts;
        this.clock = clock;
    }

    void require(ProgramId id, BillingEvent event) {
        var program = programs.get(id);
        event.live().filter(live -> live != program.live()).ifPresent(live -> {
            throw Payload.invalid(
                    live
                            ? "livemode is true: a test programme takes nothing from Stripe's live mode"
                            : "livemode is false: a live programme takes nothing from Stripe's test mode");
        });
        event.account().ifPresent(account -> requireNamed(id, account));
        var now = program.now(clock);
        if (event.meaning().isPresent() && event.created().isAfter(now.plus(TOLERANCE))) {
            throw Payload.invalid("created is more than 5 minutes ahead of the programme's clock, which says " + now);
        }
    }

    private void requireNamed(ProgramId id, String account) {
        if (!accounts.find(id).equals(Optional.of(account))) {
            throw Payload.invalid("account is " + account + ", an account connected to the one that sends this: name it as"
                    + " \"account\" beside the signing secret if its sales are this programme's, or let the webhook endpoint"
                    + " listen to events of your account alone.");
        }
    }
}
