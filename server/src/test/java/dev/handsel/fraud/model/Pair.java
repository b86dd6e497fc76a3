package dev.handsel.fraud.model;

/** Row of two accounts: their common counters, and the score in force between them. */
final class Pair {

    final Account older;
    final Account younger;
    /** Logins of the one shortly after one of the other's, in one tree; sessions within minutes at one place. */
    int trains;

    long lastTrain;
    int switches;
    long lastSwitch;
    /** Opposite trades opened and closed together. */
    int opposite;

    String lastOpposite;
    /** Strength of the edge in force between them, 0 where they are not of one tree. */
    double strength;

    Pair(Account one, Account other) {
        boolean first = one.olderThan(other);
        this.older = first ? one : other;
        this.younger = first ? other : one;
    }

    Account other(Account one) {
        return one == older ? younger : older;
    }

    boolean counted() {
        return trains > 0 || switches > 0 || opposite > 0;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Pair p && p.older == older && p.younger == younger;
    }

    @Override
    public int hashCode() {
        return 31 * older.hashCode() + younger.hashCode();
    }
}
