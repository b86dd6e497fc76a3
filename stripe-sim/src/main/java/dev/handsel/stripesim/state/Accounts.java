package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.AccountJson;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Standing;
import dev.handsel.stripesim.model.StripeError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The connected accounts, the platform's own, and how each stands with Stripe. */
public final class Accounts {

    private final Shelf<Account> accounts = new Shelf<>();
    private final InstantSource clock;
    private final Events events;
    private final Ledger ledger;
    private final Account platform;

    Accounts(InstantSource clock, Events events, Ledger ledger, Account platform) {
        this.clock = clock;
        this.events = events;
        this.ledger = ledger;
        this.platform = platform;
    }

    public Account platform() {
        return platform;
    }

    public Shelf<Account> all() {
        return accounts;
    }

    public boolean isPlatform(String id) {
        return platform.id().equals(id);
    }

    /** A connected account the platform may still see. */
    public Optional<Account> find(String id) {
        return accounts.find(id).filter(account -> !(account.standing() instanceof Standing.Deauthorized));
    }

    /** The account, the platform's own included. */
    public Account get(String id) {
        return isPlatform(id) ? platform : find(id).orElseThrow(() -> StripeError.noAccess(id));
    }

    public Account open(Account.Profile profile, Account.Terms terms, Map<String, String> metadata) {
        var account = new Account(Ids.account(), clock.instant(), profile, new Standing.Opened(), terms, metadata);
        return accounts.put(account.id(), account);
    }

    /** Many verified accounts at once, without events. */
    public List<String> openReady(int count, Account.Profile profile, Account.Terms terms, Standing standing) {
        var ids = new ArrayList<String>(count);
        for (int each = 0; each < count; each++) {
            var account = new Account(Ids.account(), clock.instant(), profile, standing, terms, Map.of());
            accounts.put(account.id(), account);
            ids.add(account.id());
        }
        return ids;
    }

    /** Replaces an account and tells what differs. */
    public Account change(Account changed) {
        var earlier = get(changed.id());
        accounts.put(changed.id(), changed);
        tell(earlier, changed);
        return changed;
    }

    /** Onboarding is done: the account has a bank and its capabilities. */
    public Account complete(Account account) {
        var ready = accounts.put(account.id(), account.with(new Standing.Ready()));
        if (!account.standing().submitted()) {
            events.emit("account.external_account.created", account.id(), AccountJson.bank(ready));
        }
        tell(account, ready);
        return ready;
    }

    public Account disable(Account account, String reason, List<String> due) {
        return change(account.with(new Standing.Disabled(reason, due)));
    }

    /** The account leaves the platform; its money stays with it. */
    public void deauthorize(Account account) {
        accounts.put(account.id(), account.with(new Standing.Deauthorized()));
        var application = Json.object("id", "ca_simulated", "object", "application", "name", "Simulated platform");
        events.emit("account.application.deauthorized", account.id(), application);
    }

    public void delete(Account account) {
        for (var balance : ledger.balances(account.id()).values()) {
            if (balance.total() != 0) {
                throw StripeError.invalid(null, "Accounts with a balance cannot be deleted.", null);
            }
        }
        accounts.remove(account.id());
    }

    private void tell(Account earlier, Account changed) {
        changed.terms().capabilities().forEach(name -> {
            if (!earlier.status(name).equals(changed.status(name))
                    || !earlier.terms().capabilities().contains(name)) {
                var previous = Json.object("status", earlier.status(name));
                events.emit("capability.updated", changed.id(), AccountJson.capability(changed, name), previous);
            }
        });
        var json = AccountJson.of(changed);
        events.emit("account.updated", changed.id(), json, differences(AccountJson.of(earlier), json));
    }

    private static ObjectNode differences(ObjectNode earlier, ObjectNode changed) {
        var differences = new TreeMap<String, Object>();
        earlier.properties().forEach(field -> {
            if (!field.getValue().equals(changed.get(field.getKey()))) {
                differences.put(field.getKey(), field.getValue());
            }
        });
        return (ObjectNode) Json.object("all", differences).get("all");
    }
}
