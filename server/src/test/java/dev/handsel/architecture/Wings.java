package dev.handsel.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The wings of the server: what each may use, and which of its modules others may touch. A wing is named by the first part of
 * a package below {@code dev.handsel}, a module by the rest.
 */
final class Wings {

    static final String ROOT = "dev.handsel.";

    /** Libraries with a place of their own beside the server. */
    private static final Set<String> BESIDE = Set.of("signing", "stripesim");

    /** All wings, from the ground up: each may use some of those above it in this list, and nothing else. */
    static final List<Wing> ALL = List.of(
            wing("base")
                    .shows("addresses", "digest", "facts", "failpoints", "ids", "money", "refusal", "time", "words"),
            wing("platform", "base")
                    .shows(
                            "audit",
                            "database",
                            "http",
                            "idempotency",
                            "json",
                            "keyring",
                            "limits",
                            "paging",
                            "settings",
                            "stripe",
                            "work"),
            wing("identity", "base", "platform").shows("access", "mail", "tokens"),
            wing("programs", "base", "platform", "identity").shows("agreements", "terms", "time"),
            wing("referrals", "base", "platform", "identity", "programs")
                    .shows("affiliates", "agreements", "customers", "trades"),
            wing("ledger", "base", "platform").shows(""),
            wing("commissions", "base", "platform", "identity", "programs", "referrals", "ledger")
                    .shows("accruals", "replay", "restrictions", "tiers"),
            wing("inbox", "base", "platform", "identity", "programs", "referrals", "commissions")
                    .shows("events"),
            wing("payouts", "base", "platform", "identity", "programs", "referrals", "ledger", "commissions"),
            wing("accounting", "base", "platform", "identity", "programs", "referrals", "ledger", "commissions"),
            wing("devices", "base", "platform", "identity"),
            wing("fraud", "base", "platform", "identity", "programs", "referrals", "commissions", "inbox"),
            wing("trust", "base", "platform", "identity"),
            wing(
                    "operation",
                    "base",
                    "platform",
                    "identity",
                    "programs",
                    "referrals",
                    "ledger",
                    "commissions",
                    "inbox",
                    "payouts",
                    "accounting",
                    "devices",
                    "fraud",
                    "trust"));

    private static final Map<String, Wing> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Wing::name, Function.identity()));

    private Wings() {}

    /** A wing, what it may use, and its modules that others may use: its front. */
    record Wing(String name, Set<String> uses, Set<String> front) {

        Wing shows(String... modules) {
            return new Wing(name, uses, Set.of(modules));
        }
    }

    private static Wing wing(String name, String... uses) {
        return new Wing(name, Set.of(uses), Set.of());
    }

    /** The wing of {@code type}; nothing for the class that starts the server and for what is not ours. */
    static Optional<Wing> of(JavaClass type) {
        var name = path(type).map(path -> path.split("[.]", 2)[0]).filter(first -> !BESIDE.contains(first));
        return name.map(first -> {
            var wing = BY_NAME.get(first);
            if (wing == null) {
                throw new AssertionError("Name the wing " + first + " of " + type.getName() + " in Wings");
            }
            return wing;
        });
    }

    /** What {@code type} is part of within its wing; empty for a wing that is a single package. */
    static String module(JavaClass type) {
        var path = path(type).orElseThrow();
        int dot = path.indexOf('.');
        return dot < 0 ? "" : path.substring(dot + 1);
    }

    private static Optional<String> path(JavaClass type) {
        var name = type.getPackageName() + ".";
        return name.startsWith(ROOT) && name.length() > ROOT.length()
                ? Optional.of(name.substring(ROOT.length(), name.length() - 1))
                : Optional.empty();
    }

    /** The uses of other wings by {@code type}. */
    static Stream<Dependency> crossings(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream().filter(use -> {
            var target = of(use.getTargetClass().getBaseComponentType());
            return target.isPresent() && of(type).isPresent() && !target.equals(of(type));
        });
    }
}
