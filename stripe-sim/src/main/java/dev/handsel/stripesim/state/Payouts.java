package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.BalanceTransaction.Movement;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Payout;
import dev.handsel.stripesim.model.Payout.Progress;
import dev.handsel.stripesim.model.StripeError;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Money from balances to banks. */
public final class Payouts {

    private final Shelf<Payout> payouts = new Shelf<>();
    private final Map<String, Payout> travelling = new TreeMap<>();
    private final InstantSource clock;
    private final Events events;
    private final Ledger ledger;
    private final Accounts accounts;

    Payouts(InstantSource clock, Events events, Ledger ledger, Accounts accounts) {
        this.clock = clock;
        this.events = events;
        this.ledger = ledger;
        this.accounts = accounts;
    }

    public Shelf<Payout> all() {
        return payouts;
    }

    public Optional<Payout> find(String id) {
        return payouts.find(id);
    }

    public Payout create(Account account, Payout.Order order, Map<String, String> metadata) {
        if (!account.standing().ready()) {
            throw StripeError.invalid(
                    "payouts_not_allowed", "Payouts are not enabled for this account: see its requirements.", null);
        }
        if (ledger.balance(account.id(), order.currency()).available() < order.amount()) {
            throw StripeError.noFunds("You have insufficient funds in your Stripe account for this payout.");
        }
        var id = Ids.fresh("po");
        var out = new Movement("payout", -order.amount(), order.currency(), id, "STRIPE PAYOUT");
        if (order.automatic()) {
            ledger.takenBy(id, account.id(), order.currency());
        }
        var transaction = ledger.post(account.id(), out, id);
        var now = clock.instant();
        var plan = new Payout.Plan(now, arrival(now, order), account.bank(), transaction);
        var payout = new Payout(id, account.id(), order, plan, metadata, new Progress.Pending());
        keep(payout);
        tell("payout.created", payout, null);
        return payout;
    }

    private static Instant arrival(Instant now, Payout.Order order) {
        if (order.method().equals("instant")) {
            return now;
        }
        var day = now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(2);
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public Payout note(Payout payout, Map<String, String> metadata) {
        var changed = keep(payout.with(metadata));
        tell("payout.updated", changed, payout);
        return changed;
    }

    public Payout cancel(Payout payout) {
        if (!(payout.progress() instanceof Progress.Pending) || payout.order().automatic()) {
            throw StripeError.invalid(null, "Only a manual payout that is still pending can be canceled.", null);
        }
        var changed = keep(payout.with(new Progress.Canceled(giveBack(payout, "payout_cancel"))));
        tell("payout.canceled", changed, payout);
        return changed;
    }

    public Payout depart(Payout payout) {
        return switch (payout.progress()) {
            case Progress.Pending _ -> {
                var changed = keep(payout.with(new Progress.InTransit()));
                tell("payout.updated", changed, payout);
                yield changed;
            }
            case Progress.InTransit _ -> payout;
            case Progress.Paid _, Progress.Failed _, Progress.Canceled _ -> throw over(payout);
        };
    }

    public Payout arrive(Payout payout) {
        return switch (payout.progress()) {
            case Progress.Pending _, Progress.InTransit _ -> {
                var changed = keep(payout.with(new Progress.Paid()));
                tell("payout.paid", changed, payout);
                yield changed;
            }
            case Progress.Paid _ -> payout;
            case Progress.Failed _, Progress.Canceled _ -> throw over(payout);
        };
    }

    /** The bank sends the money back, maybe days after it looked paid. */
    public Payout fail(Payout payout, String code) {
        return switch (payout.progress()) {
            case Progress.Pending _, Progress.InTransit _, Progress.Paid _ -> {
                var changed = keep(payout.with(new Progress.Failed(code, giveBack(payout, "payout_failure"))));
                tell("payout.failed", changed, payout);
                yield changed;
            }
            case Progress.Failed _ -> payout;
            case Progress.Canceled _ -> throw over(payout);
        };
    }

    private static StripeError over(Payout payout) {
        return StripeError.invalid(null, "The payout is " + payout.status() + ".", null);
    }

    private String giveBack(Payout payout, String type) {
        var order = payout.order();
        var back = new Movement(type, order.amount(), order.currency(), payout.id(), null);
        return ledger.post(payout.account(), back, payout.id());
    }

    /** Moves what is on its way: an hour after it was asked for it leaves, on its date it arrives. */
    void travel() {
        var now = clock.instant();
        for (var payout : List.copyOf(travelling.values())) {
            if (!payout.plan().arrival().isAfter(now)) {
                arrive(depart(payout));
            } else if (!payout.plan().created().plusSeconds(3600).isAfter(now)) {
                depart(payout);
            }
        }
    }

    /** Sends every balance whose schedule has its day. */
    void payOutAutomatically() {
        var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        for (var holder : ledger.holders()) {
            var account = accounts.find(holder).orElse(null);
            if (account == null
                    || !account.standing().ready()
                    || !account.terms().schedule().due(today)) {
                continue;
            }
            Map.copyOf(ledger.balances(holder)).forEach((currency, balance) -> {
                if (balance.available() > 0) {
                    var order =
                            new Payout.Order(balance.available(), currency, "STRIPE PAYOUT", null, "standard", true);
                    create(account, order, Map.of());
                }
            });
        }
    }

    private Payout keep(Payout payout) {
        switch (payout.progress()) {
            case Progress.Pending _, Progress.InTransit _ -> travelling.put(payout.id(), payout);
            case Progress.Paid _, Progress.Failed _, Progress.Canceled _ -> travelling.remove(payout.id());
        }
        return payouts.put(payout.id(), payout);
    }

    private void tell(String type, Payout payout, @Nullable Payout earlier) {
        var previous = earlier == null ? null : Json.object("status", earlier.status());
        events.emit(type, accounts.isPlatform(payout.account()) ? null : payout.account(), payout.json(), previous);
    }
}
