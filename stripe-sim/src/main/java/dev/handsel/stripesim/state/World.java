package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Deliveries;
import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.Topup;
import dev.handsel.stripesim.model.VirtualClock;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Everything there is, under one lock: money moves one step at a time. */
public final class World {

    private final ReentrantLock lock = new ReentrantLock();
    private final VirtualClock clock;
    private final Account platform;
    private final Events events;
    private final Books books;
    private final Accounts accounts;
    private final Transfers transfers;
    private final Payouts payouts;
    private final Shelf<Topup> topups = new Shelf<>();
    private final SetUpLinks links;

    public World(String country, InstantSource system) {
        this.clock = new VirtualClock(system);
        this.events = new Events(clock, new Deliveries(clock));
        this.books = new Books(clock);
        this.accounts = new Accounts(clock, events);
        this.platform = Accounts.platform(country, clock.instant());
        this.transfers = new Transfers(clock, events, books, accounts, platform);
        this.payouts = new Payouts(clock, events, books, accounts);
        this.links = new SetUpLinks(clock);
    }

    /** Does something while nobody else does. */
    public <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public VirtualClock clock() {
        return clock;
    }

    public Account platform() {
        return platform;
    }

    public Events events() {
        return events;
    }

    public Books books() {
        return books;
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

    public Shelf<Topup> topups() {
        return topups;
    }

    public SetUpLinks links() {
        return links;
    }
}
