package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.PairFacts;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** Reads the facts of two accounts: the rows of the younger that the older has too, and their common counters. */
final class PairFactsReader {

    private final Store store;

    PairFactsReader(Store store) {
        this.store = store;
    }

    PairFacts read(Pair pair) {
        var older = pair.older;
        var younger = pair.younger;
        return new PairFacts(
                new PairFacts.Identifiers(
                        same(pair, Kind.EMAIL),
                        stem(older, younger),
                        same(pair, Kind.CARD),
                        same(pair, Kind.PAYOUT),
                        same(pair, Kind.BROKER),
                        same(pair, Kind.TERMINAL)),
                visits(pair),
                trains(pair),
                new PairFacts.Opposites(
                        pair.opposite, share(pair.opposite, Math.min(older.trades.closed(), younger.trades.closed()))),
                new PairFacts.Ages(
                        Duration.ofMillis(younger.signupAt - older.signupAt),
                        younger.referrer == older ? Duration.ofMillis(younger.signupAt - older.enrolledAt) : null,
                        older.activeAt == 0));
    }

    private PairFacts.Visits visits(Pair pair) {
        var younger = pair.younger;
        var print = shared(pair, Kind.FINGERPRINT, u -> u.n);
        return new PairFacts.Visits(
                younger.sessions,
                share(shared(pair, Kind.DEVICE, u -> u.n).n, younger.seen(Kind.DEVICE)),
                share(print.n, younger.seen(Kind.FINGERPRINT)),
                print.fanout,
                share(shared(pair, Kind.ADDRESS, u -> u.n).n, younger.seen(Kind.ADDRESS)),
                pair.switches);
    }

    private boolean same(Pair pair, Kind kind) {
        return shared(pair, kind, u -> 1).n > 0;
    }

    private record Shared(int n, int fanout) {}

    /** How often the younger's rows of a kind are the older's too, and on how many accounts the rarest of them is. */
    private Shared shared(Pair pair, Kind kind, ToIntFunction<Use> weight) {
        int n = 0;
        int fanout = Integer.MAX_VALUE;
        int rows = 0;
        var root = pair.younger.root(pair.older);
        for (var use : pair.younger.on(kind)) {
            if (++rows > Bounds.MOST) {
                break;
            }
            var identity = use.identity;
            if (identity.links(Bounds.GUARD)
                    && identity.of(pair.older) != null
                    && (!isOfPlace(kind) || identity.outside(root) <= Bounds.CROWD)) {
                n += weight.applyAsInt(use);
                fanout = Math.min(
                        fanout, pair.older.sameTree(pair.younger) ? 2 + identity.outside(root) : identity.fanout);
            }
        }
        return new Shared(n, fanout);
    }

    /** What all who are at a place have may be a crowd's. */
    private static boolean isOfPlace(Kind kind) {
        return switch (kind) {
            case DEVICE, FINGERPRINT, ADDRESS -> true;
            case EMAIL, STEM, CARD, PAYOUT, BROKER, TERMINAL -> false;
        };
    }

    private static int stem(Account older, Account younger) {
        return older.mail != null && younger.mail != null && older.mail.stem().equals(younger.mail.stem())
                ? older.mail.stem().length()
                : 0;
    }

    private PairFacts.Trains trains(Pair pair) {
        int logins = Math.max(1, Math.min(pair.older.logins, pair.younger.logins));
        return new PairFacts.Trains(
                pair.trains,
                share(pair.trains, logins),
                chance(pair),
                Math.max(pair.older.followers, pair.younger.followers),
                strangers(pair.older, pair.younger) + strangers(pair.younger, pair.older));
    }

    private static int strangers(Account one, Account other) {
        return one.strangers.size() - (one.strangers.contains(other) ? 1 : 0);
    }

    /** Meetings to be expected if both came when they liked. */
    private double chance(Pair pair) {
        double days = Math.max(1, (store.now - pair.older.signupAt) / (double) Bounds.DAY);
        double window = 2.0 * Bounds.TRAIN_WINDOW / Bounds.DAY;
        return pair.younger.logins * Math.min(1, pair.older.logins / days * window);
    }

    private static double share(int n, int of) {
        return of == 0 ? 0 : Math.min(1, (double) n / of);
    }
}
