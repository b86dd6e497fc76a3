package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Balance;
import dev.handsel.stripesim.model.BalanceTransaction;
import dev.handsel.stripesim.model.BalanceTransaction.Movement;
import dev.handsel.stripesim.model.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every account's balances, and the movements they are the sum of. */
public final class Books {

    /** Balances, and what is on its way to being available. */
    private static final class Account {
        private final SortedMap<String, Balance> balances = new TreeMap<>();
        private final List<BalanceTransaction> coming = new ArrayList<>();
        private final List<String> unpaid = new ArrayList<>();
    }

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Shelf<BalanceTransaction>> transactions = new HashMap<>();
    private final Map<String, List<String>> payouts = new HashMap<>();
    private final InstantSource clock;

    Books(InstantSource clock) {
        this.clock = clock;
    }

    /** Moves money that is available at once. */
    public BalanceTransaction move(String account, Movement movement) {
        return move(account, movement, clock.instant());
    }

    /** Moves money that is available then. */
    BalanceTransaction move(String account, Movement movement, Instant availableOn) {
        var transaction =
                new BalanceTransaction(Ids.fresh("txn"), account, movement, clock.instant(), availableOn, null);
        of(account).put(transaction.id(), transaction);
        var book = book(account);
        boolean now = !availableOn.isAfter(clock.instant());
        book.balances.merge(
                movement.currency(),
                now ? new Balance(movement.amount(), 0) : new Balance(0, movement.amount()),
                (had, more) -> had.plus(more.available()).plusPending(more.pending()));
        if (!now) {
            book.coming.add(transaction);
        }
        if (movement.type().equals("payment")) {
            book.unpaid.add(transaction.id());
        }
        return transaction;
    }

    /** What is available by now becomes so. */
    void settle(String account) {
        var book = book(account);
        var due = book.coming.stream()
                .filter(transaction -> !transaction.availableOn().isAfter(clock.instant()))
                .toList();
        book.coming.removeAll(due);
        for (var transaction : due) {
            var movement = transaction.movement();
            book.balances.computeIfPresent(
                    movement.currency(), (_, had) -> had.plus(movement.amount()).plusPending(-movement.amount()));
        }
    }

    /** An automatic payout takes all payments since the last one; by these it can be told what it is made of. */
    void paidBy(String account, String payout, String currency) {
        var book = book(account);
        var taken = book.unpaid.stream()
                .filter(id -> of(account)
                        .find(id)
                        .filter(transaction -> transaction.movement().currency().equals(currency)
                                && !transaction.availableOn().isAfter(clock.instant()))
                        .isPresent())
                .toList();
        book.unpaid.removeAll(taken);
        payouts.put(payout, taken);
    }

    /** The movements of an account, oldest first. */
    public Shelf<BalanceTransaction> of(String account) {
        return transactions.computeIfAbsent(account, _ -> new Shelf<>());
    }

    /** Whether a payout is made of this movement, or is this movement itself. */
    public boolean isPart(BalanceTransaction transaction, @Nullable String payout) {
        return payout == null
                || transaction.movement().source().equals(payout)
                || payouts.getOrDefault(payout, List.of()).contains(transaction.id());
    }

    public SortedMap<String, Balance> balances(String account) {
        return book(account).balances;
    }

    public long available(String account, String currency) {
        return book(account).balances.getOrDefault(currency, Balance.NONE).available();
    }

    private Account book(String account) {
        return accounts.computeIfAbsent(account, _ -> new Account());
    }
}
