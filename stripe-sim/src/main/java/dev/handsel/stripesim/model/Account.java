package dev.handsel.stripesim.model;

import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A connected account, or the platform itself. */
public record Account(
        String id, Instant created, Profile profile, Standing standing, Terms terms, Map<String, String> metadata) {

    /** What the account says about itself. */
    public record Profile(
            String country,
            String currency,
            @Nullable String email,
            @Nullable String businessType,
            Map<String, String> business) {}

    /** What it agreed with Stripe. */
    public record Terms(
            String type,
            Controller controller,
            SortedSet<String> capabilities,
            Schedule schedule,
            String agreement,
            @Nullable Instant accepted) {

        public Terms with(Schedule changed) {
            return new Terms(type, controller, capabilities, changed, agreement, accepted);
        }

        public Terms with(SortedSet<String> changed) {
            return new Terms(type, controller, changed, schedule, agreement, accepted);
        }

        public Terms accepted(String changed, Instant at) {
            return new Terms(type, controller, capabilities, schedule, changed, at);
        }

        public boolean recipient() {
            return agreement.equals("recipient");
        }
    }

    public Account with(Standing changed) {
        return new Account(id, created, profile, changed, terms, metadata);
    }

    public Account with(Profile changed) {
        return new Account(id, created, changed, standing, terms, metadata);
    }

    public Account with(Terms changed) {
        return new Account(id, created, profile, standing, changed, metadata);
    }

    public Account with(Map<String, String> changed) {
        return new Account(id, created, profile, standing, terms, changed);
    }

    public String status(String capability) {
        return standing.ready() && terms.capabilities.contains(capability) ? "active" : "inactive";
    }

    public boolean takesTransfers() {
        return status("transfers").equals("active");
    }

    /** The bank account given during onboarding. */
    public String bank() {
        return "ba_" + id.substring("acct_".length()) + "BankAcct";
    }
}
