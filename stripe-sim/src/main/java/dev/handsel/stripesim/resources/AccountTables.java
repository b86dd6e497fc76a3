package dev.handsel.stripesim.resources;

import static dev.handsel.stripesim.params.Schema.*;

import dev.handsel.stripesim.params.Param;
import java.util.ArrayList;
import java.util.List;

/** The parameters of accounts and of the links to their pages. */
final class AccountTables {

    private static final List<String> CAPABILITIES = List.of(
            "transfers",
            "card_payments",
            "legacy_payments",
            "tax_reporting_us_1099_k",
            "tax_reporting_us_1099_misc",
            "us_bank_account_ach_payments",
            "us_bank_transfer_payments",
            "sepa_debit_payments",
            "sepa_bank_transfer_payments",
            "bank_transfer_payments",
            "bacs_debit_payments",
            "bancontact_payments",
            "cashapp_payments",
            "ideal_payments",
            "klarna_payments",
            "link_payments",
            "p24_payments");

    private static final Param.Fields SCHEDULE = fields(
            "delay_days", text(),
            "interval", choice("manual", "daily", "weekly", "monthly"),
            "monthly_anchor", whole(1, 31),
            "monthly_payout_days", unread(),
            "weekly_anchor", choice("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
            "weekly_payout_days", unread());

    private static final Param.Fields SETTINGS = fields(
            "bacs_debit_payments", unread(),
            "branding", unread(),
            "card_issuing", unread(),
            "card_payments", unread(),
            "invoices", unread(),
            "payments", unread(),
            "payouts",
                    fields(
                            "debit_negative_balances", flag(),
                            "schedule", SCHEDULE,
                            "statement_descriptor", text()),
            "treasury", unread());

    private static final Param.Fields BUSINESS = fields(
            "annual_revenue", unread(),
            "estimated_worker_count", whole(0, Long.MAX_VALUE),
            "mcc", text(4),
            "minority_owned_business_designation", unread(),
            "monthly_estimated_revenue", unread(),
            "name", text(),
            "product_description", text(40_000),
            "support_address", unread(),
            "support_email", text(),
            "support_phone", text(),
            "support_url", text(),
            "url", text());

    static final Param.Fields UPDATE = one(
            "account_token", text(),
            "business_profile", BUSINESS,
            "business_type", choice("company", "government_entity", "individual", "non_profit"),
            "capabilities", capabilities(),
            "company", unread(),
            "default_currency", currency(),
            "documents", unread(),
            "email", text(),
            "external_account", unread(),
            "groups", unread(),
            "individual", unread(),
            "metadata", metadata(),
            "settings", SETTINGS,
            "tos_acceptance",
                    fields(
                            "date", whole(0, Long.MAX_VALUE),
                            "ip", text(),
                            "service_agreement", choice("full", "recipient"),
                            "user_agent", text()));

    static final Param.Fields CREATE = UPDATE.and(fields(
            "country", country(),
            "type", choice("custom", "express", "standard"),
            "controller",
                    fields(
                            "fees", fields("payer", choice("account", "application")),
                            "losses", fields("payments", choice("application", "stripe")),
                            "requirement_collection", choice("application", "stripe"),
                            "stripe_dashboard", fields("type", choice("express", "full", "none")))));

    static final Param.Fields LINK = one(
            "account!", text(),
            "collect", choice("currently_due", "eventually_due"),
            "collection_options", unread(),
            "refresh_url", url(),
            "return_url", url(),
            "type!", choice("account_onboarding", "account_update"));

    private AccountTables() {}

    private static Param.Fields capabilities() {
        var all = new ArrayList<Object>();
        for (var name : CAPABILITIES) {
            all.add(name);
            all.add(fields("requested", flag()));
        }
        return fields(all.toArray());
    }
}
