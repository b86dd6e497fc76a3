package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.choice;
import static dev.handsel.stripesim.params.Schema.country;
import static dev.handsel.stripesim.params.Schema.currency;
import static dev.handsel.stripesim.params.Schema.fields;
import static dev.handsel.stripesim.params.Schema.flag;
import static dev.handsel.stripesim.params.Schema.list;
import static dev.handsel.stripesim.params.Schema.metadata;
import static dev.handsel.stripesim.params.Schema.one;
import static dev.handsel.stripesim.params.Schema.span;
import static dev.handsel.stripesim.params.Schema.text;
import static dev.handsel.stripesim.params.Schema.unread;
import static dev.handsel.stripesim.params.Schema.unsettable;
import static dev.handsel.stripesim.params.Schema.url;
import static dev.handsel.stripesim.params.Schema.whole;

import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.Account.Profile;
import dev.handsel.stripesim.model.Account.Terms;
import dev.handsel.stripesim.model.AccountJson;
import dev.handsel.stripesim.model.Controller;
import dev.handsel.stripesim.model.Currencies;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Schedule;
import dev.handsel.stripesim.model.Standing;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Param;
import dev.handsel.stripesim.params.Params;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Connected accounts and the links by which they are set up.
 *
 * @see <a href="https://docs.stripe.com/api/accounts">docs.stripe.com/api/accounts</a>
 */
final class AccountRoutes {

    private static final Param.Fields CHANGES = one(
            "account_token", text(),
            "business_profile", unread(),
            "business_type", choice("individual", "company", "non_profit", "government_entity"),
            "capabilities", fields("transfers", wanted(), "card_payments", wanted(), "legacy_payments", wanted()),
            "company", unread(),
            "default_currency", currency(),
            "documents", unread(),
            "email", unsettable(),
            "external_account", unread(),
            "individual", unread(),
            "metadata", metadata(),
            "settings",
                    fields(
                            "payouts",
                            fields(
                                    "schedule",
                                    fields(
                                            "interval", choice("manual", "daily", "weekly", "monthly"),
                                            "delay_days", text(),
                                            "weekly_anchor", weekday(),
                                            "monthly_anchor", whole(1, 31)),
                                    "statement_descriptor",
                                    unsettable(),
                                    "debit_negative_balances",
                                    flag()),
                            "branding",
                            unread(),
                            "payments",
                            unread()),
            "tos_acceptance",
                    fields(
                            "date", whole(0, Long.MAX_VALUE - 1),
                            "ip", text(),
                            "user_agent", text(),
                            "service_agreement", choice("full", "recipient")));

    private static final Param.Fields CREATION = CHANGES.and(fields(
            "type", choice("custom", "express", "standard"),
            "country", country(),
            "controller", unread()));

    private final URI base;

    AccountRoutes(URI base) {
        this.base = base;
    }

    private static Param wanted() {
        return fields("requested", flag());
    }

    private static Param weekday() {
        return choice("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    }

    List<Route> all() {
        return List.of(
                Route.post("/v1/accounts", CREATION, AccountRoutes::create),
                Route.get("/v1/accounts", list("created", span()), AccountRoutes::listed),
                Route.get("/v1/account", one(), call -> AccountJson.of(call.account())),
                Route.get("/v1/accounts/{id}", one(), call -> AccountJson.of(visible(call))),
                Route.post("/v1/accounts/{id}", CHANGES, AccountRoutes::update),
                Route.delete("/v1/accounts/{id}", fields(), AccountRoutes::remove),
                Route.post(
                        "/v1/account_links",
                        one(
                                "account!", text(),
                                "type!", choice("account_onboarding", "account_update"),
                                "refresh_url", url(),
                                "return_url", url(),
                                "collect", choice("currently_due", "eventually_due"),
                                "collection_options", unread()),
                        this::link),
                Route.post("/v1/accounts/{id}/login_links", one(), this::login));
    }

    private static Account visible(Call call) {
        return call.id().equals(call.world().platform().id())
                ? call.world().platform()
                : call.world().accounts().visible(call.id());
    }

    private static ObjectNode create(Call call) {
        var params = call.params();
        var type = params.text("type", "standard");
        var country = params.text("country", call.world().platform().profile().country());
        var profile = new Profile(
                country,
                params.text("default_currency", Currencies.of(country)),
                params.text("email"),
                params.text("business_type"),
                Map.of());
        var acceptance = params.under("tos_acceptance");
        var terms = new Terms(
                type,
                Controller.of(type),
                capabilities(params, new TreeSet<>()),
                schedule(params, Schedule.DAILY),
                acceptance.text("service_agreement", "full"),
                accepted(acceptance, null));
        return AccountJson.of(call.world().accounts().add(profile, terms, params.metadata(Map.of())));
    }

    private static SortedSet<String> capabilities(Params params, SortedSet<String> earlier) {
        SortedSet<String> all = new TreeSet<>(earlier);
        var wanted = params.under("capabilities");
        for (var name : wanted.names()) {
            if (wanted.under(name).flag("requested")) {
                all.add(name);
            } else if (wanted.under(name).has("requested")) {
                all.remove(name);
            }
        }
        return all;
    }

    private static Schedule schedule(Params params, Schedule earlier) {
        var wanted = params.under("settings").under("payouts").under("schedule");
        return new Schedule(
                wanted.text("interval", earlier.interval()),
                earlier.delayDays(),
                wanted.text("weekly_anchor", earlier.weekly()),
                wanted.whole("monthly_anchor", earlier.monthly()));
    }

    private static @Nullable Instant accepted(Params acceptance, @Nullable Instant earlier) {
        return acceptance.has("date") ? Instant.ofEpochSecond(acceptance.amount("date")) : earlier;
    }

    private static ObjectNode listed(Call call) {
        return Lists.page(
                "/v1/accounts",
                call.world().accounts().all(),
                call.params(),
                account -> !(account.standing() instanceof Standing.Deauthorized)
                        && call.params().range("created").holds(account.created()),
                AccountJson::of);
    }

    private static ObjectNode update(Call call) {
        var params = call.params();
        var account = call.world().accounts().visible(call.id());
        var profile = account.profile();
        var terms = account.terms();
        var acceptance = params.under("tos_acceptance");
        var changed = account.with(new Profile(
                        profile.country(),
                        params.text("default_currency", profile.currency()),
                        params.changed("email", profile.email()),
                        params.changed("business_type", profile.businessType()),
                        profile.business()))
                .with(terms.with(schedule(params, terms.schedule()))
                        .with(capabilities(params, terms.capabilities()))
                        .accepted(terms.agreement(), accepted(acceptance, terms.accepted())))
                .with(params.metadata(account.metadata()));
        return AccountJson.of(call.world().accounts().change(changed));
    }

    private static ObjectNode remove(Call call) {
        var account = call.world().accounts().visible(call.id());
        boolean empty =
                call.world().books().balances(account.id()).values().stream().allMatch(balance -> balance.total() == 0);
        if (!empty) {
            throw StripeError.invalid(null, "An account with a balance cannot be deleted.", null);
        }
        call.world().accounts().all().remove(account.id());
        return Json.object("id", account.id(), "object", "account", "deleted", true);
    }

    private ObjectNode link(Call call) {
        var params = call.params();
        var account = call.world().accounts().all().find(params.required("account"));
        if (account.isEmpty()) {
            throw StripeError.noSuch("account", params.required("account"), "account");
        }
        var refresh = params.text("refresh_url", base.toString());
        var link = call.world().links().add(account.get().id(), refresh, params.text("return_url", refresh));
        return Json.object(
                "object",
                "account_link",
                "created",
                call.world().clock().instant().getEpochSecond(),
                "expires_at",
                link.expiresAt().getEpochSecond(),
                "url",
                base + "/setup/" + link.token());
    }

    private ObjectNode login(Call call) {
        var account = call.world().accounts().visible(call.id());
        if (!account.terms().type().equals("express")) {
            throw StripeError.invalid(null, "Login links are for Express accounts.", "account");
        }
        return Json.object(
                "object",
                "login_link",
                "created",
                call.world().clock().instant().getEpochSecond(),
                "url",
                base + "/express/" + account.id());
    }
}
