package dev.handsel.payouts.updates;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.payouts.accounts.PayoutAccounts;
import dev.handsel.payouts.commands.BankPayouts;
import dev.handsel.payouts.commands.StripeCommands;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.transfers.CurrencyStops;
import dev.handsel.payouts.transfers.TransferUpdates;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import dev.handsel.platform.work.WorkQueue.Claimed;
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
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final StripeAnswer NOTHING_TO_ASK = new StripeAnswer.Done(NullNode.getInstance());

    private final StripeInbox inbox;
    private final Stripe stripe;
    private final TransferUpdates transfers;
    private final BankPayouts banks;
    private final CurrencyStops stops;
    private final PayoutAccounts accounts;
    private final PayoutSteps payouts;
    private final StripeCommands commands;
    private final InstantSource clock;

    EventApplier(
            StripeInbox inbox,
            Stripe stripe,
            TransferUpdates transfers,
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

    /** The event that waits longest, claimed and to be applied. */
    Optional<Runnable> next() {
        return inbox.claim().map(claimed -> () -> work(claimed));
    }

    private void work(Claimed<StripeEvent> claimed) {
        var event = claimed.row();
        FailPoints.reach("event-is-claimed");
        try {
            apply(event).ifPresentOrElse(answer -> end(claimed, answer), () -> inbox.end(event, "ignored", ""));
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException odd) {
            log.error("event {} cannot be applied", event, odd);
            later(claimed, String.valueOf(odd.getMessage()));
        }
    }

    private void end(Claimed<StripeEvent> claimed, StripeAnswer answer) {
        FailPoints.reach("event-is-applied");
        switch (answer) {
            case StripeAnswer.Done _ -> inbox.end(claimed.row(), "applied", "");
            case Declined refused -> later(claimed, refused.message());
            case StripeAnswer.Denied denied -> later(claimed, denied.message());
            case StripeAnswer.Busy busy -> {
                var pause = busy.retryAfter() == null ? SOON : busy.retryAfter();
                inbox.again(claimed.lease(), pause, "too many requests");
            }
            case StripeAnswer.Unclear unclear -> later(claimed, unclear.why());
        }
    }

    private void later(Claimed<StripeEvent> claimed, String why) {
        if (claimed.lease().last()) {
            log.error("event {} could not be applied for a day and is given up: {}", claimed.row(), why);
            inbox.end(claimed.row(), "given_up", why);
        } else {
            inbox.again(claimed.lease(), why);
        }
    }

    private Optional<StripeAnswer> apply(StripeEvent event) {
        var family = event.type().substring(0, Math.max(0, event.type().indexOf('.')));
        return switch (family) {
            case "transfer" -> transfer(event);
            case "payout" -> bankPayout(event);
            case "account", "capability" -> account(event);
            case "balance", "topup" -> Optional.of(balance());
            default -> Optional.empty();
        };
    }

    private Optional<StripeAnswer> transfer(StripeEvent event) {
        if (event.object() == null || event.account() != null) {
            return Optional.empty();
        }
        var answer = stripe.get("/v1/transfers/" + event.object());
        if (answer instanceof StripeAnswer.Done done) {
            transfers.apply(done.object());
        }
        return Optional.of(answer);
    }

    private Optional<StripeAnswer> bankPayout(StripeEvent event) {
        if (event.object() == null || event.account() == null || !paid(event.account())) {
            return Optional.empty();
        }
        var answer = stripe.get("/v1/payouts/" + event.object(), event.account());
        return Optional.of(
                answer instanceof StripeAnswer.Done done ? banks.apply(event.account(), done.object()) : answer);
    }

    /** Whether it is an affiliate's, or was when money went there: what becomes of that money matters still. */
    private boolean paid(String account) {
        return accounts.findByReference(account).isPresent() || payouts.wentTo(account);
    }

    private Optional<StripeAnswer> account(StripeEvent event) {
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
        if (answer instanceof StripeAnswer.Done done) {
            accounts.described(done.object(), askedAt);
            release(reference);
        }
        return Optional.of(answer);
    }

    private void release(String account) {
        payouts.release(account);
        commands.release(account);
    }

    private StripeAnswer balance() {
        stops.recheck();
        return NOTHING_TO_ASK;
    }
}
