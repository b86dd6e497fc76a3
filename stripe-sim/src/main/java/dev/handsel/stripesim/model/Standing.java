package dev.handsel.stripesim.model;

import java.util.List;

/** How far a connected account has come with Stripe. */
public sealed interface Standing {

    List<String> ONBOARDING = List.of("business_type", "external_account", "tos_acceptance.date", "tos_acceptance.ip");

    /** Created, and nothing filled in. */
    record Opened() implements Standing {}

    /** Verified: it receives transfers and is paid out. */
    record Ready() implements Standing {}

    /** Stopped by Stripe until what is due is there. */
    record Disabled(String reason, List<String> due) implements Standing {}

    /** It took its permission back: the platform cannot see it any more. */
    record Deauthorized() implements Standing {}

    default boolean submitted() {
        return !(this instanceof Opened);
    }

    default boolean ready() {
        return this instanceof Ready;
    }

    default List<String> due() {
        return switch (this) {
            case Opened _ -> ONBOARDING;
            case Disabled disabled -> disabled.due();
            case Ready _, Deauthorized _ -> List.of();
        };
    }
}
