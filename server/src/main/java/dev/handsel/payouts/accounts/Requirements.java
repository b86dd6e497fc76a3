package dev.handsel.payouts.accounts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Stripe asks for, in words. Its own names are paths into an account; those that are common have a sentence, the others
 * are read out.
 *
 * @see <a href="https://docs.stripe.com/connect/handling-api-verification">docs.stripe.com/connect, verification</a>
 */
final class Requirements {

    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("external_account", "A bank account to pay to"),
            Map.entry("tos_acceptance.date", "Agreement to the terms of service"),
            Map.entry("tos_acceptance.ip", "Agreement to the terms of service"),
            Map.entry("business_type", "Whether this is a person or a company"),
            Map.entry("business_profile.mcc", "The kind of business"),
            Map.entry("business_profile.url", "A website, or what is sold"),
            Map.entry("business_profile.product_description", "A website, or what is sold"),
            Map.entry("verification.document", "A photo of an identity document"),
            Map.entry("verification.additional_document", "A second document, such as a bill with the address"),
            Map.entry("id_number", "The full tax or identity number"),
            Map.entry("ssn_last_4", "The last four digits of the social security number"),
            Map.entry("dob.day", "The date of birth"),
            Map.entry("dob.month", "The date of birth"),
            Map.entry("dob.year", "The date of birth"),
            Map.entry("first_name", "The name"),
            Map.entry("last_name", "The name"),
            Map.entry("email", "An e-mail address"),
            Map.entry("phone", "A telephone number"),
            Map.entry("address.line1", "The address"),
            Map.entry("address.city", "The address"),
            Map.entry("address.postal_code", "The address"),
            Map.entry("address.state", "The address"));

    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("requirements.past_due", "Stripe waits for information that is overdue."),
            Map.entry("requirements.pending_verification", "Stripe is checking what was filled in."),
            Map.entry("under_review", "Stripe is reviewing the account."),
            Map.entry("listed", "Stripe is checking the account against a list of prohibited persons."),
            Map.entry("platform_paused", "The programme has paused the account."),
            Map.entry("rejected.fraud", "Stripe has rejected the account."),
            Map.entry("rejected.terms_of_service", "Stripe has rejected the account."),
            Map.entry("rejected.listed", "Stripe has rejected the account."),
            Map.entry("rejected.incomplete_verification", "Stripe has rejected the account: information is missing."),
            Map.entry("rejected.other", "Stripe has rejected the account."),
            Map.entry("other", "Stripe has paused the account."));

    private Requirements() {}

    /** Each thing once, in the order of Stripe's names. */
    static List<String> words(List<String> names) {
        return names.stream().map(Requirements::word).distinct().toList();
    }

    static String reason(String name) {
        return REASONS.getOrDefault(name, "Stripe pays nothing out: " + readOut(name) + ".");
    }

    private static String word(String name) {
        return suffixes(name)
                .filter(SENTENCES::containsKey)
                .map(SENTENCES::get)
                .findFirst()
                .orElseGet(() -> capital(readOut(name)));
    }

    /** The path and what is left of it without its first parts: {@code individual.dob.day}, {@code dob.day}, {@code day}. */
    private static Stream<String> suffixes(String name) {
        return Stream.iterate(name, rest -> !rest.isEmpty(), rest -> {
            int dot = rest.indexOf('.');
            return dot < 0 ? "" : rest.substring(dot + 1);
        });
    }

    private static String readOut(String name) {
        return name.replace('.', ' ').replace('_', ' ');
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
