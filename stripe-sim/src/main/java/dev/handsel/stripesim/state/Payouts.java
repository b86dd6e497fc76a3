package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.BalanceTransaction.Movement;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Payout;
import dev.handsel.stripesim.model.Payout.Progress;
import dev.handsel.stripesim.model.StripeError;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Money on its way from connected accounts to their banks, by command and by schedule. */
public final class Payouts {

    private static final Duration ARRIVES_AFTER = Duration.ofDays(2);

    private final Shelf<Payout> all = new Shelf<>();
    private final InstantSource clock;
    private final Events events;
    private final Books books;
    private final Accounts accounts;
    private LocalDate paidOutOn;

    Payouts(InstantSource clock, Events events, Books books, Accounts accounts) {
        this.clock = clock;
        this.events = events;
        this.books = books;
        this.accounts = accounts;
        this.paidOutOn = today();
    }

    public Shelf<Payout> all() {
        return all;
    }

    public Payout create(Account account, Payout.Order order, Map<String, String> metadata) {
        books.settle(account.id());
        if (!account.standing().ready()) {
            throw StripeError.invalid("payouts_not_allowed", "Payouts are disabled for this account.", null);
        }
        if (books.available(account.id(), order.currency()) < order.amount()) {
            throw StripeError.noFunds("You have insufficient funds in your Stripe account for this transfer in "
                    + order.currency() + ".");
        }
        var id = Ids.fresh("po");
        var taken = books.move(account.id(), new Movement("payout", -order.amount(), order.currency(), id, null));
        if (order.automatic()) {
            books.paidBy(account.id(), id, order.currency());
        }
        var plan = new Payout.Plan(clock.instant(), clock.instant().plus(ARRIVES_AFTER), account.bank(), taken.id());
        var payout = new Payout(id, account.id(), order, plan, metadata, new Progress.Pending());
        all.put(id, payout);
        events.emit("payout.created", account.id(), payout.json());
        return payout;
    }

    /** Goes on to this; refuses what cannot follow. */
    public Payout move(Payout payout, String to, String failure) {
        return switch (to) {
            case "in_transit" -> progress(payout, List.of("pending"), new Progress.InTransit(), "payout.updated");
            case "paid" -> progress(payout, List.of("pending", "in_transit"), new Progress.Paid(), "payout.paid");
            case "fail" -> {
                require(payout, List.of("pending", "in_transit", "paid"));
                var back = returned(payout, "payout_failure");
                yield progress(payout, List.of(payout.status()), new Progress.Failed(failure, back), "payout.failed");
            }
            case "cancel" -> {
                require(payout, List.of("pending"));
                var back = returned(payout, "payout_cancel");
                yield progress(payout, List.of("pending"), new Progress.Canceled(back), "payout.canceled");
            }
            default -> throw StripeError.invalid(null, "There is no step " + to, null);
        };
    }

    private String returned(Payout payout, String type) {
        var order = payout.order();
        return books.move(payout.account(), new Movement(type, order.amount(), order.currency(), payout.id(), null))
                .id();
    }

    private static void require(Payout payout, List<String> from) {
        if (!from.contains(payout.status())) {
            throw StripeError.invalid(null, "A payout that is " + payout.status() + " does not allow this.", null);
        }
    }

    private Payout progress(Payout payout, List<String> from, Progress to, String event) {
        require(payout, from);
        var moved = all.put(payout.id(), payout.with(to));
        events.emit(event, payout.account(), moved.json());
        return moved;
    }

    /** What is due by now: balances become available, scheduled accounts are paid out, payouts arrive. */
    public void tick() {
        while (paidOutOn.isBefore(today())) {
            paidOutOn = paidOutOn.plusDays(1);
            scheduled(paidOutOn);
        }
        for (var payout : List.copyOf(everything())) {
            boolean open = payout.status().equals("pending") || payout.status().equals("in_transit");
            if (open && !payout.plan().arrival().isAfter(clock.instant())) {
                move(payout, "paid", "");
            }
        }
    }

    private List<Payout> everything() {
        var list = new ArrayList<Payout>();
        all.all().forEach(list::add);
        return list;
    }

    private void scheduled(LocalDate day) {
        var due = new ArrayList<Account>();
        accounts.all().all().forEach(account -> {
            if (account.standing().ready() && account.terms().schedule().due(day)) {
                due.add(account);
            }
        });
        for (var account : due) {
            books.settle(account.id());
            for (var balance : List.copyOf(books.balances(account.id()).entrySet())) {
                if (balance.getValue().available() > 0) {
                    var order = new Payout.Order(
                            balance.getValue().available(), balance.getKey(), "STRIPE PAYOUT", null, "standard", true);
                    create(account, order, Map.of());
                }
            }
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
