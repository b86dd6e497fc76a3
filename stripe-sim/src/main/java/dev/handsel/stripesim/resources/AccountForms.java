package dev.handsel.stripesim.resources;

import dev.handsel.stripesim.model.Account;
import dev.handsel.stripesim.model.Controller;
import dev.handsel.stripesim.model.Currencies;
import dev.handsel.stripesim.model.Schedule;
import dev.handsel.stripesim.model.StripeError;
import dev.handsel.stripesim.params.Params;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** From the parameters of an account to what is kept of them. */
final class AccountForms {

    private AccountForms() {}

    static Account.Profile profile(Params params, String platformCountry) {
        var country = params.text("country", platformCountry);
        return new Account.Profile(
                country,
                params.text("default_currency", Currencies.of(country)),
                params.text("email"),
                params.text("business_type"),
                business(params, Map.of()));
    }

    static Account.Profile profile(Params params, Account.Profile earlier) {
        return new Account.Profile(
                earlier.country(),
                params.text("default_currency", earlier.currency()),
                params.changed("email", earlier.email()),
                params.changed("business_type", earlier.businessType()),
                business(params, earlier.business()));
    }

    private static Map<String, String> business(Params params, Map<String, String> earlier) {
        var business = new TreeMap<>(earlier);
        var sent = params.under("business_profile");
        for (var name : sent.names()) {
            var text = sent.text(name);
            if (text != null) {
                business.put(name, text);
            }
        }
        return Map.copyOf(business);
    }

    static Account.Terms terms(Params params, Instant now) {
        if (params.has("type") && params.has("controller")) {
            throw StripeError.invalid(null, "You cannot pass both type and controller.", "controller");
        }
        var type = params.has("controller") ? "none" : params.text("type", "standard");
        var controller = params.has("controller") ? controller(params.under("controller")) : Controller.of(type);
        var agreement = params.under("tos_acceptance").text("service_agreement", "full");
        var accepted = params.under("tos_acceptance").has("date") ? now : null;
        var capabilities = capabilities(params, new TreeSet<>());
        if (capabilities.isEmpty() && !type.equals("custom")) {
            capabilities.addAll(List.of("card_payments", "transfers"));
        }
        return new Account.Terms(type, controller, capabilities, schedule(params, Schedule.DAILY), agreement, accepted);
    }

    static Account.Terms terms(Params params, Account.Terms earlier, Instant now) {
        var terms = earlier.with(schedule(params, earlier.schedule()))
                .with(capabilities(params, new TreeSet<>(earlier.capabilities())));
        var acceptance = params.under("tos_acceptance");
        var agreement = acceptance.text("service_agreement", earlier.agreement());
        if (earlier.accepted() != null && !agreement.equals(earlier.agreement())) {
            throw StripeError.invalid(
                    null, "The service agreement cannot be changed.", "tos_acceptance[service_agreement]");
        }
        return acceptance.names().isEmpty() ? terms : terms.accepted(agreement, now);
    }

    private static SortedSet<String> capabilities(Params params, SortedSet<String> requested) {
        var sent = params.under("capabilities");
        for (var name : sent.names()) {
            if (sent.under(name).flag("requested")) {
                requested.add(name);
            } else if (sent.under(name).has("requested")) {
                requested.remove(name);
            }
        }
        return requested;
    }

    private static Schedule schedule(Params params, Schedule earlier) {
        var sent = params.under("settings").under("payouts").under("schedule");
        var days = sent.text("delay_days", String.valueOf(earlier.delayDays()));
        return new Schedule(
                sent.text("interval", earlier.interval()),
                days.equals("minimum") ? 2 : days(days),
                sent.text("weekly_anchor", earlier.weekly()),
                sent.whole("monthly_anchor", earlier.monthly()));
    }

    private static long days(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw StripeError.invalid(
                    "parameter_invalid_integer", "Invalid integer: " + text, "settings[payouts][schedule][delay_days]");
        }
    }

    private static Controller controller(Params params) {
        return new Controller(
                params.under("fees").text("payer", "account"),
                params.under("losses").text("payments", "stripe"),
                params.text("requirement_collection", "stripe"),
                params.under("stripe_dashboard").text("type", "full"));
    }
}
