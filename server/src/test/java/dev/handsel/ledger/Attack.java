package dev.handsel.ledger;

import java.util.List;

/**
 * Something that must not be possible in SQL, and the one thing in the database that refuses it.
 *
 * @param protection the trigger or constraint, as {@code table.name}
 * @param without other protections that would refuse it too and are taken away first
 * @param sql what is tried
 */
record Attack(String protection, List<String> without, String sql) {

    static Attack on(String protection, String sql) {
        return new Attack(protection, List.of(), sql);
    }

    Attack without(String... others) {
        return new Attack(protection, List.of(others), sql);
    }

    @Override
    public String toString() {
        return protection + ": " + sql.strip().lines().findFirst().orElse("");
    }
}
