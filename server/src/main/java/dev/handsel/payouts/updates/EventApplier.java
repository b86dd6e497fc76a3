package dev.handsel.payouts.updates;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.payouts.accounts.PayoutAccounts;
import dev.handsel.payouts.commands.BankPayouts;
import dev.handsel.payouts.commands.StripeCommands;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.transfers.CurrencyStops;
import dev.handsel.payouts.transfers.TransferNews;
import dev.handsel.platform.stripe.Answer;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.node.NullNode;

/**
 * Applies events: asks Stripe for what an event is about and takes over how it is now. What cannot be asked for is tried
 * again for a day and then given up, loudly.
 */
@Component
class EventApplier {

    private static final Logger log = LoggerFactory.getLogger(EventApplier.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration GIVEN_UP_AFTER = Duration.ofHours(24);

    private static final Answer NOTHING_TO_ASK = new Answer.Done(NullNode.getInstance());

    private final StripeInbox inbox;
    private final Stripe stripe;
    private final TransferNews transfers;
    private final BankPayouts banks;
    private final CurrencyStops stops;
    private final PayoutAccounts accounts;
    private final PayoutSteps payouts;
    private final StripeCommands commands;
    private final InstantSource clock;

    EventApplier(
            StripeInbox inbox,
            Stripe stripe,
            TransferNews transfers,
            BankPayouts banks,
            CurrencyStops stops,
            PayoutAccounts accounts,
            PayoutSteps payouts,
            StripeCommands commands,
            InstantSource clock) {
        this.inbox = inbox;
        this.stripe = stripe;
        this.transfers = transfers;
        this.banks = banks;
        this.stops = stops;
        this.accounts = accounts;
        this.payouts = payouts;
        this.commands = commands;
        this.clock = clock;
    }

    /** Applies the event that waits longest; says whether there was one. */
    boolean next() {
        var claimed = inbox.claim(LEASE);
        claimed.ifPresent(this::work);
        return claimed.isPresent();
    }

    private void work(StripeInbox.Claimed claimed) {
        FailPoints.reach("event-is-claimed");
        try {
            apply(claimed.event())
                    .ifPresentOrElse(answer -> end(claimed, answer), () -> inbox.end(claimed.event(), "ignored", ""));
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException odd) {
            log.error("event {} cannot be applied", claimed.event(), odd);
            later(claimed, String.valueOf(odd.getMessage()));
        }
    }

    private void end(StripeInbox.Claimed claimed, Answer answer) {
        FailPoints.reach("event-is-applied");
        switch (answer) {
            case Answer.Done _ -> inbox.end(claimed.event(), "applied", "");
            case Answer.Refused refused -> later(claimed, refused.message());
            case Answer.Denied denied -> later(claimed, denied.message());
            case Answer.Busy busy -> {
                var pause = busy.retryAfter() == null ? FIRST_PAUSE : busy.retryAfter();
                inbox.again(claimed.event(), pause, "too many requests");
            }
            case Answer.Unclear unclear -> later(claimed, unclear.why());
        }
    }

    private void later(StripeInbox.Claimed claimed, String why) {
        if (claimed.age().compareTo(GIVEN_UP_AFTER) > 0) {
            log.error("event {} could not be applied for a day and is given up: {}", claimed.event(), why);
            inbox.end(claimed.event(), "given_up", why);
        } else {
            inbox.again(claimed.event(), pause(claimed.attempts()), why);
        }
    }

    private Optional<Answer> apply(StripeEvent event) {
        var family = event.type().substring(0, Math.max(0, event.type().indexOf('.')));
        return switch (family) {
            case "transfer" -> transfer(event);
            case "payout" -> bankPayout(event);
            case "account", "capability" -> account(event);
            case "balance", "topup" -> Optional.of(balance());
            default -> Optional.empty();
        };
    }

    private Optional<Answer> transfer(StripeEvent event) {
        if (event.object() == null || event.account() != null) {
            return Optional.empty();
        }
        var answer = stripe.get("/v1/transfers/" + event.object());
        if (answer instanceof Answer.Done done) {
            transfers.apply(done.object());
        }
        return Optional.of(answer);
    }

    private Optional<Answer> bankPayout(StripeEvent event) {
        if (event.object() == null
                || event.account() == null
                || accounts.findByReference(event.account()).isEmpty()) {
            return Optional.empty();
        }
        var answer = stripe.get("/v1/payouts/" + event.object(), event.account());
        return Optional.of(answer instanceof Answer.Done done ? banks.apply(event.account(), done.object()) : answer);
    }

    private Optional<Answer> account(StripeEvent event) {
        var reference = event.account() == null ? event.object() : event.account();
        if (reference == null || accounts.findByReference(reference).isEmpty()) {
            return Optional.empty();
        }
        if (event.type().equals("account.application.deauthorized")) {
            accounts.disconnected(reference);
            release(reference);
            return Optional.of(NOTHING_TO_ASK);
        }
        var askedAt = clock.instant();
        var answer = stripe.get("/v1/accounts/" + reference);
        if (answer instanceof Answer.Done done) {
            accounts.described(done.object(), askedAt);
            release(reference);
        }
        return Optional.of(answer);
    }

    private void release(String account) {
        payouts.release(account);
        commands.release(account);
    }

    private Answer balance() {
        stops.recheck();
        return NOTHING_TO_ASK;
    }

    private static Duration pause(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 12));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
