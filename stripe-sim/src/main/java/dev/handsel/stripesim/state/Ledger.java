package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Balance;
import dev.handsel.stripesim.model.BalanceTransaction;
import dev.handsel.stripesim.model.BalanceTransaction.Movement;
import dev.handsel.stripesim.model.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What every account has, and every movement of it. Whoever uses it holds the simulator's lock. */
public final class Ledger {

    private static final Duration RECIPIENT_WAIT = Duration.ofHours(24);

    private final Map<String, SortedMap<String, Balance>> balances = new HashMap<>();
    private final Shelf<BalanceTransaction> movements = new Shelf<>();
    private final Deque<BalanceTransaction> waiting = new ArrayDeque<>();
    private final Map<Purse, List<String>> unpaid = new HashMap<>();
    private final InstantSource clock;

    private record Purse(String account, String currency) {}

    Ledger(InstantSource clock) {
        this.clock = clock;
    }

    public SortedMap<String, Balance> balances(String account) {
        return Collections.unmodifiableSortedMap(balances.getOrDefault(account, new TreeMap<>()));
    }

    public Balance balance(String account, String currency) {
        return balances(account).getOrDefault(currency, Balance.NONE);
    }

    /** Every account that ever had money. */
    public List<String> holders() {
        return List.copyOf(new TreeSet<>(balances.keySet()));
    }

    public Shelf<BalanceTransaction> movements() {
        return movements;
    }

    /** Moves now; a negative amount is taken from what is at hand first. */
    String post(String account, Movement movement) {
        var now = clock.instant();
        change(
                account,
                movement.currency(),
                balance(account, movement.currency()).plus(movement.amount()));
        return record(account, movement, now, null);
    }

    /** Takes back what may still be on its way. */
    String take(String account, Movement movement) {
        var balance = balance(account, movement.currency());
        long atHand = Math.min(balance.available(), -movement.amount());
        long onItsWay = -movement.amount() - atHand;
        change(account, movement.currency(), balance.plus(-atHand).plusPending(-onItsWay));
        return record(account, movement, clock.instant(), null);
    }

    /** As {@link #post}, named in the movement as part of this payout. */
    String post(String account, Movement movement, String payout) {
        change(
                account,
                movement.currency(),
                balance(account, movement.currency()).plus(movement.amount()));
        return record(account, movement, clock.instant(), payout);
    }

    /** Money that is at hand a day later. */
    String postLater(String account, Movement movement) {
        change(
                account,
                movement.currency(),
                balance(account, movement.currency()).plusPending(movement.amount()));
        var id = record(account, movement, clock.instant().plus(RECIPIENT_WAIT), null);
        movements.find(id).ifPresent(waiting::addLast);
        return id;
    }

    /** An automatic payout is made of everything at hand that no payout took before. */
    void takenBy(String payout, String account, String currency) {
        var now = clock.instant();
        var purse = new Purse(account, currency);
        List<String> later = new ArrayList<>();
        for (var id : unpaid.getOrDefault(purse, List.of())) {
            var movement = movements.find(id).orElseThrow();
            if (movement.availableOn().isAfter(now)) {
                later.add(id);
            } else {
                movements.put(id, movement.takenBy(payout));
            }
        }
        unpaid.put(purse, later);
    }

    /** Brings what has waited long enough to hand; gives the accounts concerned. */
    List<String> release() {
        var released = new TreeSet<String>();
        var now = clock.instant();
        while (!waiting.isEmpty() && !waiting.getFirst().availableOn().isAfter(now)) {
            var due = waiting.removeFirst();
            var currency = due.movement().currency();
            var balance = balance(due.account(), currency);
            long amount = Math.min(balance.pending(), due.movement().amount());
            change(due.account(), currency, balance.plusPending(-amount).plus(amount));
            released.add(due.account());
        }
        return List.copyOf(released);
    }

    private void change(String account, String currency, Balance balance) {
        balances.computeIfAbsent(account, _ -> new TreeMap<>()).put(currency, balance);
    }

    private String record(String account, Movement movement, Instant available, @Nullable String payout) {
        var id = Ids.fresh("txn");
        movements.put(id, new BalanceTransaction(id, account, movement, clock.instant(), available, payout));
        if (payout == null) {
            unpaid.computeIfAbsent(new Purse(account, movement.currency()), _ -> new ArrayList<>())
                    .add(id);
        }
        return id;
    }
}
