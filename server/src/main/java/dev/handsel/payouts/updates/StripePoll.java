package dev.handsel.payouts.updates;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.payouts.accounts.PayoutAccounts;
import dev.handsel.payouts.transfers.CatchUp;
import dev.handsel.payouts.transfers.CurrencyStops;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Asks Stripe for what it may have told in vain: nothing here depends on a webhook arriving. */
@Service
public class StripePoll {

    private static final Logger log = LoggerFactory.getLogger(StripePoll.class);

    /** Events may be listed late, and clocks differ. */
    private static final Duration OVERLAP = Duration.ofHours(1);

    /** For so long Stripe lists events. */
    private static final Duration LISTED = Duration.ofDays(30);

    private static final Duration ACCOUNT_IS_OLD = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST_ACCOUNTS = 500;

    private final Stripe stripe;
    private final StripeInbox inbox;
    private final Arrivals arrivals;
    private final CatchUp transfers;
    private final CurrencyStops stops;
    private final PayoutAccounts accounts;
    private final InstantSource clock;

    StripePoll(
            Stripe stripe,
            StripeInbox inbox,
            Arrivals arrivals,
            CatchUp transfers,
            CurrencyStops stops,
            PayoutAccounts accounts,
            InstantSource clock) {
        this.stripe = stripe;
        this.inbox = inbox;
        this.arrivals = arrivals;
        this.transfers = transfers;
        this.stops = stops;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Asks for transfers, events and balances; what Stripe does not answer now is asked the next time. */
    public void poll() {
        FailPoints.reach("poll-begins");
        if (!transfers.run()) {
            log.warn("not all transfers could be asked for; the next poll asks again");
        }
        events();
        stops.recheck();
        FailPoints.reach("poll-is-done");
    }

    /** Asks about accounts that nobody asked about for a day, longest ago first. */
    public void pollAccounts() {
        var now = clock.instant();
        for (var reference : accounts.unasked(now.minus(ACCOUNT_IS_OLD), MOST_ACCOUNTS)) {
            account(reference, now);
        }
    }

    /** Forgets events that have ended. */
    public int forget() {
        return inbox.purge(clock.instant().minus(KEPT));
    }

    private void account(String reference, Instant now) {
        switch (stripe.get("/v1/accounts/" + reference)) {
            case StripeAnswer.Done done -> accounts.described(done.object(), now);
            case Declined refused
            when refused.noSuchAccount() -> {
                log.warn("account {} lets us in no longer", reference);
                accounts.disconnected(reference);
            }
            case Declined _, StripeAnswer.Denied _, StripeAnswer.Busy _, StripeAnswer.Unclear _ ->
                log.warn("account {} could not be asked about; the next poll asks again", reference);
        }
    }

    /** Keeps every event since the last time in the inbox, oldest last as Stripe lists them. */
    private void events() {
        var begun = clock.instant();
        var oldest = begun.minus(LISTED);
        // A time that lies ahead is that of a clock that was wrong, and says nothing.
        var since = inbox.polledUntil()
                .map(seen -> seen.isAfter(begun.plus(OVERLAP)) ? oldest : seen.minus(OVERLAP))
                .orElse(begun.minus(OVERLAP));
        var path = "/v1/events?limit=100&created[gte]=" + (since.isBefore(oldest) ? oldest : since).getEpochSecond();
        for (var answer : stripe.pages(path, null)) {
            if (!(answer instanceof StripeAnswer.Done(JsonNode page))) {
                log.warn("the events could not be listed; the next poll lists them again: {}", answer);
                return;
            }
            FailPoints.reach("events-are-listed");
            keep(page);
        }
        inbox.polled(begun);
    }

    private void keep(JsonNode page) {
        List<StripeEvent> listed = new ArrayList<>();
        page.path("data").values().forEach(event -> StripeEvent.listed(event).ifPresent(listed::add));
        if (!listed.isEmpty()) {
            arrivals.keep(listed);
        }
    }
}
