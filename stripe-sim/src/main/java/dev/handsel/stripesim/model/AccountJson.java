package dev.handsel.stripesim.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An account, its capabilities and its bank account as Stripe shows them. */
public final class AccountJson {

    private static final List<String> BUSINESS = List.of(
            "mcc",
            "name",
            "product_description",
            "support_address",
            "support_email",
            "support_phone",
            "support_url",
            "url");

    private AccountJson() {}

    public static ObjectNode of(Account account) {
        var profile = account.profile();
        return Json.object(
                "id", account.id(),
                "object", "account",
                "business_profile", business(profile),
                "business_type", profile.businessType(),
                "capabilities", capabilities(account),
                "charges_enabled", account.status("card_payments").equals("active"),
                "controller", account.terms().controller().json(),
                "country", profile.country(),
                "created", account.created().getEpochSecond(),
                "default_currency", profile.currency(),
                "details_submitted", account.standing().submitted(),
                "email", profile.email(),
                "external_accounts", externalAccounts(account),
                "future_requirements", requirements(null, List.of(), List.of()),
                "groups", Json.object("payments_pricing", null),
                "metadata", account.metadata(),
                "payouts_enabled", account.standing().ready(),
                "requirements", requirements(account),
                "settings", settings(account),
                "tos_acceptance", acceptance(account.terms()),
                "type", account.terms().type());
    }

    /** One capability of an account. */
    public static ObjectNode capability(Account account, String name) {
        return Json.object(
                "id", name,
                "object", "capability",
                "account", account.id(),
                "future_requirements", requirements(null, List.of(), List.of()),
                "requested", account.terms().capabilities().contains(name),
                "requested_at", account.created().getEpochSecond(),
                "requirements", requirements(account),
                "status", account.status(name));
    }

    /** The bank account; every simulated account has one after onboarding. */
    public static ObjectNode bank(Account account) {
        var json = Json.object(
                "id", account.bank(),
                "account", account.id(),
                "country", account.profile().country(),
                "currency", account.profile().currency(),
                "fingerprint", account.bank().substring(3, 19),
                "future_requirements", bankRequirements(),
                "requirements", bankRequirements());
        json.put("object", "bank_account").put("bank_name", "SIMULATED BANK").put("status", "new");
        json.put("last4", "6789").put("routing_number", "110000000").put("default_for_currency", true);
        json.putArray("available_payout_methods").add("standard");
        json.putObject("metadata");
        return Json.nulls(json, "account_holder_name", "account_holder_type", "account_type");
    }

    private static ObjectNode bankRequirements() {
        return Json.object(
                "currently_due", List.of(),
                "errors", List.of(),
                "past_due", List.of(),
                "pending_verification", List.of());
    }

    public static ObjectNode externalAccounts(Account account) {
        var banks = new ArrayList<ObjectNode>();
        if (account.standing().submitted()) {
            banks.add(bank(account));
        }
        return Json.list("/v1/accounts/" + account.id() + "/external_accounts", false, banks);
    }

    private static ObjectNode business(Account.Profile profile) {
        var json = Json.object(
                "annual_revenue", null, "estimated_worker_count", null, "minority_owned_business_designation", null);
        BUSINESS.forEach(name -> json.put(name, profile.business().get(name)));
        return json;
    }

    private static ObjectNode capabilities(Account account) {
        var json = new TreeMap<String, String>();
        account.terms().capabilities().forEach(name -> json.put(name, account.status(name)));
        return (ObjectNode) Json.object("all", json).get("all");
    }

    private static ObjectNode requirements(Account account) {
        return switch (account.standing()) {
            case Standing.Opened _ -> requirements("requirements.past_due", Standing.ONBOARDING, List.of());
            case Standing.Ready _ -> requirements(null, List.of(), List.of());
            case Standing.Disabled disabled -> requirements(disabled.reason(), disabled.due(), errors(disabled));
            case Standing.Deauthorized _ -> requirements("other", List.of(), List.of());
        };
    }

    private static List<ObjectNode> errors(Standing.Disabled disabled) {
        return disabled.due().stream()
                .map(due -> Json.object(
                        "code", "verification_failed_other",
                        "reason", "This could not be verified.",
                        "requirement", due))
                .toList();
    }

    private static ObjectNode requirements(@Nullable String reason, List<String> due, List<ObjectNode> errors) {
        return Json.object(
                "alternatives", List.of(),
                "current_deadline", null,
                "currently_due", due,
                "disabled_reason", reason,
                "errors", errors,
                "eventually_due", due,
                "past_due", due,
                "pending_verification", List.of());
    }

    private static ObjectNode settings(Account account) {
        return Json.object(
                "bacs_debit_payments", Json.object("display_name", null, "service_user_number", null),
                "branding", Json.object("icon", null, "logo", null, "primary_color", null, "secondary_color", null),
                "card_issuing", Json.object("tos_acceptance", Json.object("date", null, "ip", null)),
                "card_payments",
                        Json.object(
                                "decline_on",
                                Json.object("avs_failure", false, "cvc_failure", false),
                                "statement_descriptor_prefix",
                                null),
                "dashboard", Json.object("display_name", null, "timezone", "Etc/UTC"),
                "invoices", Json.object("default_account_tax_ids", null, "hosted_payment_method_save", null),
                "payments", Json.object("statement_descriptor", null),
                "payouts",
                        Json.object(
                                "debit_negative_balances",
                                false,
                                "schedule",
                                account.terms().schedule().json(),
                                "statement_descriptor",
                                null),
                "sepa_debit_payments", Json.object());
    }

    private static ObjectNode acceptance(Account.Terms terms) {
        return Json.object(
                "date",
                second(terms.accepted()),
                "ip",
                null,
                "service_agreement",
                terms.agreement(),
                "user_agent",
                null);
    }

    private static @Nullable Long second(@Nullable Instant instant) {
        return instant == null ? null : (Long) instant.getEpochSecond();
    }
}
