package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Deliveries;
import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.Balance;
import dev.handsel.stripesim.model.Controller;
import dev.handsel.stripesim.model.Currencies;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Schedule;
import dev.handsel.stripesim.model.Standing;
import dev.handsel.stripesim.model.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** All that the simulator remembers, behind one lock. */
public final class World implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final VirtualClock clock;
    private final Events events;
    private final Ledger ledger;
    private final Accounts accounts;
    private final Transfers transfers;
    private final Payouts payouts;
    private final Topups topups;
    private final AccountLinks links;

    public World(VirtualClock clock, String country) {
        this.clock = clock;
        this.events = new Events(clock, new Deliveries(clock));
        this.ledger = new Ledger(clock);
        this.accounts = new Accounts(clock, events, ledger, platform(country, clock.instant()));
        this.transfers = new Transfers(clock, events, ledger, accounts);
        this.payouts = new Payouts(clock, events, ledger, accounts);
        this.topups = new Topups(clock, events, ledger, accounts.platform());
        this.links = new AccountLinks(clock);
    }

    private static Account platform(String country, Instant now) {
        var profile = new Account.Profile(
                country, Currencies.of(country), "platform@example.com", "company", Map.of("name", "Platform"));
        var capabilities = new TreeSet<>(List.of("card_payments", "transfers"));
        var terms =
                new Account.Terms("standard", Controller.of("standard"), capabilities, Schedule.MANUAL, "full", now);
        return new Account(Ids.account(), now, profile, new Standing.Ready(), terms, Map.of());
    }

    /** Nothing else happens meanwhile. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass: at every midnight on the way balances are paid out, and what is due by then happens. */
    public void advance(Duration by) {
        var end = clock.instant().plus(by);
        for (var midnight = nextMidnight(); !midnight.isAfter(end); midnight = nextMidnight()) {
            clock.advance(positive(Duration.between(clock.instant(), midnight)));
            settle();
            payouts.payOutAutomatically();
        }
        clock.advance(positive(Duration.between(clock.instant(), end)));
        settle();
    }

    private void settle() {
        for (var account : ledger.release()) {
            var currency = accounts.find(account)
                    .map(each -> each.profile().currency())
                    .orElse("usd");
            events.emit("balance.available", account, Balance.json(ledger.balances(account), currency, false));
        }
        payouts.travel();
    }

    private Instant nextMidnight() {
        var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        return today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    public VirtualClock clock() {
        return clock;
    }

    public Events events() {
        return events;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Transfers transfers() {
        return transfers;
    }

    public Payouts payouts() {
        return payouts;
    }

    public Topups topups() {
        return topups;
    }

    public AccountLinks links() {
        return links;
    }

    @Override
    public void close() {
        events.deliveries().close();
    }
}
