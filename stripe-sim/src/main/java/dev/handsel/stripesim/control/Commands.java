package dev.handsel.stripesim.control;

import dev.handsel.stripesim.events.Attempt;
import dev.handsel.stripesim.events.Plan;
import dev.handsel.stripesim.http.Requests;
import dev.handsel.stripesim.model.Currencies;
import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Standing;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.model.Topup;
import dev.handsel.stripesim.model.TransferReversal;
import dev.handsel.stripesim.resources.TopUps;
import dev.handsel.stripesim.state.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may be done to the world from outside, and what may be known of it. */
final class Commands {

    private final World world;
    private final Requests requests;

    Commands(World world, Requests requests) {
        this.world = world;
        this.requests = requests;
    }

    ObjectNode state(boolean byPayout) {
        return world.alone(() -> {
            var transferred = new TreeMap<String, Long>();
            var reversed = new TreeMap<String, Long>();
            var counts = new TreeMap<String, Long>();
            world.transfers().all().all().forEach(transfer -> {
                transferred.merge(transfer.order().currency(), transfer.order().amount(), Math::addExact);
                for (TransferReversal reversal : transfer.reversals()) {
                    reversed.merge(transfer.order().currency(), reversal.amount(), Math::addExact);
                }
                counts.merge(transfer.note().metadata().getOrDefault("payout_id", ""), 1L, Math::addExact);
            });
            var toppedUp = new TreeMap<String, Long>();
            world.topups()
                    .all()
                    .forEach(topup -> toppedUp.merge(
                            topup.order().currency(), topup.order().amount(), Math::addExact));
            var available = new TreeMap<String, Long>();
            world.books()
                    .balances(world.platform().id())
                    .forEach((currency, balance) -> available.put(currency, balance.available()));
            var transfers = Json.object("count", world.transfers().all().size());
            if (byPayout) {
                transfers.set("by_payout", Json.object("all", counts).path("all"));
            }
            return Json.object(
                    "now", world.clock().instant().toString(),
                    "platform", Json.object("id", world.platform().id(), "available", available),
                    "topped_up", toppedUp,
                    "transfers", transfers,
                    "transferred", transferred,
                    "reversed", reversed,
                    "accounts", world.accounts().all().size());
        });
    }

    ObjectNode topUp(ObjectNode wanted) {
        var currency = required(wanted, "currency").toLowerCase(Locale.ROOT);
        long amount = wanted.path("amount").asLong(0);
        if (amount <= 0 || !Currencies.supported(currency)) {
            throw new IllegalArgumentException("amount must be positive, currency one that Stripe knows");
        }
        var order = new Topup.Order(amount, currency, null, null, null);
        return world.alone(() -> TopUps.add(world, order, Map.of()).json());
    }

    ObjectNode clock(ObjectNode wanted) {
        world.clock().advance(Duration.ofSeconds(wanted.path("advance_seconds").asLong(0)));
        return world.alone(() -> {
            world.payouts().tick();
            return Json.object("now", world.clock().instant().toString());
        });
    }

    ObjectNode accounts(ObjectNode wanted) {
        var country = wanted.path("country").asString("US");
        var currency = wanted.path("currency").asString(Currencies.of(country));
        int count = wanted.path("count").asInt(1);
        return world.alone(() -> {
            var ids = new ArrayList<String>(count);
            for (int made = 0; made < count; made++) {
                ids.add(world.accounts().addReady(country, currency).id());
            }
            return Json.object("ids", ids);
        });
    }

    ObjectNode account(String id, String step, ObjectNode wanted) {
        var standing = switch (step) {
            case "complete", "enable" -> new Standing.Ready();
            case "disable" ->
                new Standing.Disabled(
                        wanted.path("reason").asString("requirements.past_due"),
                        wanted.path("currently_due")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList());
            case "deauthorize" -> new Standing.Deauthorized();
            default -> throw new IllegalArgumentException("There is no step " + step);
        };
        return world.alone(
                () -> Json.object("id", world.accounts().move(id, standing).id()));
    }

    ObjectNode payout(String id, String step, ObjectNode wanted) {
        return world.alone(() -> {
            var payout = world.payouts().all().find(id).orElseThrow(() -> StripeError.absent("payout", id));
            return world.payouts()
                    .move(payout, step, wanted.path("failure_code").asString("account_closed"))
                    .json();
        });
    }

    ObjectNode event(ObjectNode wanted) {
        if (!(wanted.path("object") instanceof ObjectNode object)) {
            throw new IllegalArgumentException("object is required");
        }
        var type = required(wanted, "type");
        var account = wanted.path("account").asString(null);
        return world.alone(() ->
                Json.object("id", world.events().emit(type, account, object).id()));
    }

    ObjectNode webhooks(ObjectNode wanted) {
        var deliveries = world.events().deliveries();
        deliveries.plan(new Plan(
                wanted.path("hold").asBoolean(false),
                wanted.path("duplicates").asInt(0),
                Duration.ofMillis(wanted.path("delay_millis").asLong(0)),
                wanted.path("shuffle").asBoolean(false),
                Duration.ofMillis(wanted.path("backoff_millis").asLong(100))));
        return Json.object("ok", true);
    }

    ObjectNode flush(ObjectNode wanted) throws InterruptedException {
        var deliveries = world.events().deliveries();
        int sent = deliveries.flush(
                wanted.path("shuffle").asBoolean(false), wanted.path("seed").asLong(0));
        return Json.object("sent", sent);
    }

    ObjectNode deliveries() {
        var deliveries = world.events().deliveries();
        return Json.object(
                "held",
                deliveries.held(),
                "attempts",
                deliveries.attempts().stream().map(Attempt::json).toList());
    }

    /** All of them, or those whose path fits {@code path=}. */
    ObjectNode requests(String query) {
        var path = Pattern.compile(query.startsWith("path=") ? query.substring("path=".length()) : "");
        var fitting = requests.all().stream()
                .filter(seen -> path.matcher(seen.path()).find())
                .map(seen -> Json.object(
                        "number", seen.number(),
                        "at", seen.at().toString(),
                        "method", seen.method(),
                        "path", seen.path(),
                        "form", seen.form(),
                        "idempotency_key", seen.key(),
                        "account", seen.account(),
                        "outcome", seen.outcome()))
                .toList();
        return Json.object("count", fitting.size(), "requests", fitting);
    }

    ObjectNode forgetRequests() {
        requests.clear();
        return Json.object("ok", true);
    }

    private static String required(JsonNode node, String name) {
        if (!node.path(name).isString()) {
            throw new IllegalArgumentException(name + " is required");
        }
        return node.path(name).asString();
    }
}
