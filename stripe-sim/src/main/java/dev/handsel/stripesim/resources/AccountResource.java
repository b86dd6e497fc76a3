package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.*;

import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.AccountJson;
import dev.handsel.stripesim.model.Ids;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Regions;
import dev.handsel.stripesim.model.Standing;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.resources.Route.Call;
import dev.handsel.stripesim.state.World;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, and the links to their pages at Stripe. */
final class AccountResource {

    private final World world;
    private final Supplier<URI> api;

    AccountResource(World world, Supplier<URI> api) {
        this.world = world;
        this.api = api;
    }

    List<Route> routes() {
        return List.of(
                Route.any(
                        "GET",
                        "/v1/account",
                        one(),
                        call -> AccountJson.of(world.accounts().get(call.account()))),
                Route.platform("POST", "/v1/accounts", AccountTables.CREATE, this::create),
                Route.platform("GET", "/v1/accounts", listed("created", span()), this::list),
                Route.any("GET", "/v1/accounts/{}", one(), call -> AccountJson.of(visible(call))),
                Route.platform("POST", "/v1/accounts/{}", AccountTables.UPDATE, this::update),
                Route.platform("DELETE", "/v1/accounts/{}", none(), this::delete),
                Route.platform(
                        "POST",
                        "/v1/accounts/{}/reject",
                        one("reason!", choice("fraud", "terms_of_service", "other")),
                        this::reject),
                Route.any("GET", "/v1/accounts/{}/capabilities", one(), this::capabilities),
                Route.any("GET", "/v1/accounts/{}/capabilities/{}", one(), this::capability),
                Route.any(
                        "GET",
                        "/v1/accounts/{}/external_accounts",
                        listed("object", text()),
                        call -> AccountJson.externalAccounts(visible(call))),
                Route.platform("POST", "/v1/accounts/{}/login_links", one(), this::loginLink),
                Route.platform("POST", "/v1/account_links", AccountTables.LINK, this::link));
    }

    private ObjectNode create(Call call) {
        var params = call.params();
        var country = world.accounts().platform().profile().country();
        var terms = AccountForms.terms(params, world.clock().instant());
        var profile = AccountForms.profile(params, country);
        Regions.check(country, profile, terms);
        var account = world.accounts().open(profile, terms, params.metadata(Map.of()));
        return AccountJson.of(account);
    }

    private ObjectNode list(Call call) {
        var created = call.params().range("created");
        return Pages.page(
                "/v1/accounts",
                world.accounts().all(),
                call.params(),
                account -> created.holds(account.created()) && !(account.standing() instanceof Standing.Deauthorized),
                AccountJson::of);
    }

    private ObjectNode update(Call call) {
        var account = connected(call.id());
        var params = call.params();
        var now = world.clock().instant();
        var changed = account.with(AccountForms.profile(params, account.profile()))
                .with(AccountForms.terms(params, account.terms(), now))
                .with(params.metadata(account.metadata()));
        return AccountJson.of(world.accounts().change(changed));
    }

    private ObjectNode delete(Call call) {
        world.accounts().delete(connected(call.id()));
        return Json.object("id", call.id(), "object", "account", "deleted", true);
    }

    private ObjectNode reject(Call call) {
        var reason = "rejected." + call.params().required("reason");
        return AccountJson.of(world.accounts().disable(connected(call.id()), reason, List.of()));
    }

    private ObjectNode capabilities(Call call) {
        var account = visible(call);
        var all = account.terms().capabilities().stream()
                .map(name -> AccountJson.capability(account, name))
                .toList();
        return Json.list("/v1/accounts/" + account.id() + "/capabilities", false, all);
    }

    private ObjectNode capability(Call call) {
        var account = visible(call);
        var name = call.ids().get(1);
        if (!account.terms().capabilities().contains(name)) {
            throw StripeError.absent("capability", name);
        }
        return AccountJson.capability(account, name);
    }

    private ObjectNode loginLink(Call call) {
        var account = connected(call.id());
        if (!account.terms().controller().dashboard().equals("express")) {
            throw StripeError.invalid(null, "Login links exist for accounts with an Express Dashboard only.", null);
        }
        if (!account.standing().submitted()) {
            throw StripeError.invalid(
                    null, "Cannot create a login link for an account that has not completed onboarding.", null);
        }
        long now = world.clock().instant().getEpochSecond();
        var url = api.get().resolve("/express/" + account.id() + "/" + Ids.secret("l"));
        return Json.object("object", "login_link", "created", now, "url", url.toString());
    }

    private ObjectNode link(Call call) {
        var params = call.params();
        var id = params.required("account");
        if (world.accounts().find(id).isEmpty()) {
            throw StripeError.noSuch("account", id, "account");
        }
        for (var name : List.of("refresh_url", "return_url")) {
            if (!params.has(name)) {
                throw StripeError.invalid("parameter_missing", "Missing required param: " + name + ".", name);
            }
        }
        var link = world.links().create(id, params.required("refresh_url"), params.required("return_url"));
        return Json.object(
                "object", "account_link",
                "created", link.created().getEpochSecond(),
                "expires_at", link.expires().getEpochSecond(),
                "url", api.get().resolve("/setup/" + link.token()).toString());
    }

    private Account connected(String id) {
        return world.accounts().find(id).orElseThrow(() -> StripeError.noAccess(id));
    }

    /** The account named in the path; a connected account sees itself only. */
    private Account visible(Call call) {
        if (!world.accounts().isPlatform(call.account()) && !call.account().equals(call.id())) {
            throw StripeError.noAccess(call.id());
        }
        return world.accounts().get(call.id());
    }
}
