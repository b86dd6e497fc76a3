package dev.handsel.stripesim.control;

import dev.handsel.stripesim.http.ApiServer;
import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.AccountJson;
import dev.handsel.stripesim.model.Controller;
import dev.handsel.stripesim.model.Currencies;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Payout;
import dev.handsel.stripesim.model.Regions;
import dev.handsel.stripesim.model.Schedule;
import dev.handsel.stripesim.model.Standing;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Topup;
import dev.handsel.stripesim.state.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** Time, money and accounts. */
final class WorldControl {

    private final World world;
    private final ApiServer api;
    private final StateView view;

    WorldControl(World world, ApiServer api) {
        this.world = world;
        this.api = api;
        this.view = new StateView(world);
    }

    ObjectNode state(Question question) {
        var by = question.query("by");
        if (by != null && !by.equals("payout") && !by.equals("part")) {
            throw new IllegalArgumentException("Transfers are counted by payout or by part");
        }
        var json = world.locked(() -> view.json(by));
        json.set("requests", api.counts());
        return json;
    }

    ObjectNode topup(Question question) {
        var currency = question.text("currency", "usd");
        if (!Currencies.supported(currency)) {
            throw new IllegalArgumentException("Unknown currency " + currency);
        }
        var order = new Topup.Order(question.number("amount"), currency, "Control", null, null);
        if (order.amount() <= 0) {
            throw new IllegalArgumentException("The amount must be positive");
        }
        return world.locked(() -> world.topups().create(order, Map.of()).json());
    }

    ObjectNode limit(Question question) {
        var currency = question.text("currency", "usd");
        long most = question.number("most");
        if (!Currencies.supported(currency) || most <= 0) {
            throw new IllegalArgumentException("A limit has a known currency and is positive");
        }
        world.transfers().limit(currency, most);
        return Json.object("currency", currency, "most", most);
    }

    ObjectNode noLimits() {
        world.transfers().noLimits();
        return Json.object();
    }

    ObjectNode clock(Question question) {
        var by = Duration.ofSeconds(question.number("advance_seconds"));
        return world.locked(() -> {
            world.advance(by);
            api.keys().sweep();
            return Json.object("now", world.clock().instant().toString());
        });
    }

    ObjectNode accounts(Question question) {
        var platform = world.accounts().platform().profile().country();
        var country = question.text("country", platform);
        var currency = question.text("currency", Currencies.of(country));
        var type = question.text("type", "express");
        var capabilities = new TreeSet<>(List.of("transfers"));
        var interval = question.text("interval", "daily");
        var schedule = interval.equals("manual") ? Schedule.MANUAL : Schedule.DAILY;
        var agreement = question.text("service_agreement", Regions.agreement(platform, country));
        var terms = new Account.Terms(type, Controller.of(type), capabilities, schedule, agreement, null);
        var profile = new Account.Profile(country, currency, null, "individual", Map.of());
        Standing standing = question.flag("ready", true) ? new Standing.Ready() : new Standing.Opened();
        int count = Math.toIntExact(question.number("count", 1));
        var ids = world.locked(() -> world.accounts().openReady(count, profile, terms, standing));
        return Json.object("ids", ids);
    }

    ObjectNode enable(Question question) {
        return world.locked(() -> AccountJson.of(world.accounts().complete(account(question))));
    }

    ObjectNode disable(Question question) {
        var reason = question.text("reason", "requirements.past_due");
        var due = question.texts("currently_due");
        return world.locked(() -> AccountJson.of(world.accounts().disable(account(question), reason, due)));
    }

    ObjectNode deauthorize(Question question) {
        return world.locked(() -> {
            world.accounts().deauthorize(account(question));
            return Json.object("id", question.id(), "deauthorized", true);
        });
    }

    ObjectNode payouts(Question question) {
        return world.locked(() -> {
            var all = new ArrayList<ObjectNode>();
            for (var payout : world.payouts().all().all()) {
                if (question.id().isEmpty() || payout.account().equals(question.id())) {
                    all.add(payout.json().put("account", payout.account()));
                }
            }
            return Json.object("payouts", all);
        });
    }

    ObjectNode payout(Question question) {
        return world.locked(() -> step(question).json());
    }

    private Payout step(Question question) {
        var payouts = world.payouts();
        var payout = payouts.find(question.id()).orElseThrow(() -> StripeError.absent("payout", question.id()));
        return switch (question.path().getLast()) {
            case "in_transit" -> payouts.depart(payout);
            case "paid" -> payouts.arrive(payout);
            default -> payouts.fail(payout, question.text("failure_code", "account_closed"));
        };
    }

    private Account account(Question question) {
        var id = question.id();
        return world.accounts().all().find(id).orElseThrow(() -> StripeError.absent("account", id));
    }
}
