package dev.handsel.stripesim.state;

import dev.handsel.stripesim.events.Events;
import dev.handsel.stripesim.events.Shelf;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.Account.Profile;
import dev.handsel.stripesim.model.Account.Terms;
import dev.handsel.stripesim.model.AccountJson;
import dev.handsel.stripesim.model.Controller;
import dev.handsel.stripesim.model.Currencies;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Schedule;
import dev.handsel.stripesim.model.Standing;
import dev.handsel.stripesim.model.StripeError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Connected accounts and how they come along. */
public final class Accounts {

    private final Shelf<Account> all = new Shelf<>();
    private final InstantSource clock;
    private final Events events;

    Accounts(InstantSource clock, Events events) {
        this.clock = clock;
        this.events = events;
    }

    static Account platform(String country, Instant now) {
        var profile = new Profile(country, Currencies.of(country), "platform@example.com", "company", Map.of());
        SortedSet<String> capabilities = new TreeSet<>(List.of("card_payments", "transfers"));
        var terms = new Terms("standard", Controller.of("standard"), capabilities, Schedule.MANUAL, "full", now);
        return new Account(Ids.account(), now, profile, new Standing.Ready(), terms, Map.of());
    }

    public Shelf<Account> all() {
        return all;
    }

    public Account add(Profile profile, Terms terms, Map<String, String> metadata) {
        var account = new Account(Ids.account(), clock.instant(), profile, new Standing.Opened(), terms, metadata);
        return all.put(account.id(), account);
    }

    /** An account that has everything and takes transfers. */
    public Account addReady(String country, String currency) {
        var profile = new Profile(country, currency, null, "individual", Map.of());
        SortedSet<String> capabilities = new TreeSet<>(List.of("transfers"));
        var terms =
                new Terms("express", Controller.of("express"), capabilities, Schedule.DAILY, "full", clock.instant());
        var account = new Account(Ids.account(), clock.instant(), profile, new Standing.Ready(), terms, Map.of());
        return all.put(account.id(), account);
    }

    /** The account, unless it is unknown or has taken its permission back (403 as documented). */
    public Account visible(String id) {
        return all.find(id)
                .filter(account -> !(account.standing() instanceof Standing.Deauthorized))
                .orElseThrow(() -> StripeError.noAccess(id));
    }

    /** After it came to stand otherwise; tells those who listen, and what it was before. */
    public Account move(String id, Standing standing) {
        var before = all.find(id).orElseThrow(() -> StripeError.absent("account", id));
        var after = all.put(id, before.with(standing));
        if (standing instanceof Standing.Deauthorized) {
            var application = Json.object("id", "ca_simulated", "object", "application", "name", "Simulator");
            events.emit("account.application.deauthorized", id, application);
            return after;
        }
        for (var capability : after.terms().capabilities()) {
            if (!before.status(capability).equals(after.status(capability))) {
                events.emit("capability.updated", id, AccountJson.capability(after, capability));
            }
        }
        if (!before.standing().submitted() && after.standing().submitted()) {
            events.emit("account.external_account.created", id, AccountJson.bank(after));
        }
        updated(before, after);
        return after;
    }

    /** Puts a changed account in place of what it was. */
    public Account change(Account after) {
        var before = all.find(after.id()).orElseThrow(() -> StripeError.absent("account", after.id()));
        all.put(after.id(), after);
        updated(before, after);
        return after;
    }

    private void updated(Account before, Account after) {
        var previous = Json.object(
                "payouts_enabled", before.standing().ready(),
                "details_submitted", before.standing().submitted());
        events.emit("account.updated", after.id(), AccountJson.of(after), previous);
    }
}
