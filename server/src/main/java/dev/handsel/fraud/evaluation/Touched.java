package dev.handsel.fraud.evaluation;

import java.util.LinkedHashSet;
import java.util.Set;

/** What an instant changed. */
final class Touched {

    final Set<Account> accounts = new LinkedHashSet<>();
    /** Those that came by. */
    final Set<Account> visitors = new LinkedHashSet<>();
    /** Who joined, as customer or affiliate. */
    final Set<Account> joined = new LinkedHashSet<>();

    final Set<Use> uses = new LinkedHashSet<>();
    final Set<Pair> pairs = new LinkedHashSet<>();
    /** Accounts with a link that came, went or changed its strength. */
    final Set<Account> linked = new LinkedHashSet<>();
}
