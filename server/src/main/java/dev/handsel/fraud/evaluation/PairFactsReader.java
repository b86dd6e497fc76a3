package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.fraud.rules.PairFacts;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** Reads the facts of two accounts: what the younger is known by and the older too, and their common counters. */
final class PairFactsReader {

    private final WorkingSet set;

    PairFactsReader(WorkingSet set) {
        this.set = set;
    }

    PairFacts read(Pair pair) {
        var older = pair.older;
        var younger = pair.younger;
        return new PairFacts(
                new PairFacts.Identifiers(
                        same(pair, IdentityKind.MAILBOX),
                        stem(older, younger),
                        same(pair, IdentityKind.CARD),
                        same(pair, IdentityKind.PAYOUT_ACCOUNT),
                        same(pair, IdentityKind.BROKER_ACCOUNT),
                        same(pair, IdentityKind.TERMINAL)),
                visits(pair),
                trains(pair),
                new PairFacts.Opposites(
                        pair.opposites,
                        share(pair.opposites, Math.min(older.trades.closed(), younger.trades.closed()))),
                new PairFacts.Ages(
                        Duration.ofMillis(younger.signupAt - older.signupAt),
                        younger.referrer == older ? Duration.ofMillis(younger.signupAt - older.enrolledAt) : null,
                        older.activeAt == 0));
    }

    private PairFacts.Visits visits(Pair pair) {
        var younger = pair.younger;
        var print = shared(pair, IdentityKind.FINGERPRINT, use -> use.sessions);
        return new PairFacts.Visits(
                younger.sessions,
                share(shared(pair, IdentityKind.DEVICE, use -> use.sessions).n, younger.seen(IdentityKind.DEVICE)),
                share(print.n, younger.seen(IdentityKind.FINGERPRINT)),
                print.fanOut,
                share(shared(pair, IdentityKind.ADDRESS, use -> use.sessions).n, younger.seen(IdentityKind.ADDRESS)),
                pair.switches);
    }

    private boolean same(Pair pair, IdentityKind kind) {
        return shared(pair, kind, _ -> 1).n > 0;
    }

    private record Shared(int n, int fanOut) {}

    /** How often what the younger is known by is the older's too, and on how many accounts the rarest of it is. */
    private Shared shared(Pair pair, IdentityKind kind, ToIntFunction<Use> weight) {
        int n = 0;
        int fanOut = Integer.MAX_VALUE;
        int looked = 0;
        var root = pair.younger.root(pair.older);
        for (var use : pair.younger.on(kind)) {
            if (++looked > Bounds.MOST) {
                break;
            }
            if (pair.older.use(use.key) == null) {
                continue;
            }
            var identity = set.identity(use.key);
            boolean both = identity.accounts.contains(pair.older) && identity.accounts.contains(pair.younger);
            if (both && set.links(identity) && (!isOfPlace(kind) || identity.outside(root) <= Bounds.CROWD)) {
                n += weight.applyAsInt(use);
                long here = pair.older.sameTree(pair.younger) ? 2 + identity.outside(root) : identity.accounts.size();
                fanOut = (int) Math.min(fanOut, here);
            }
        }
        return new Shared(n, fanOut);
    }

    /** What all who are at a place have may be a crowd's; what pays or is paid is one person's, however many strangers take it up. */
    private static boolean isOfPlace(IdentityKind kind) {
        return switch (kind) {
            case DEVICE, FINGERPRINT, ADDRESS -> true;
            case MAILBOX, STEM, MAIL_DOMAIN, CARD, PAYOUT_ACCOUNT, BROKER_ACCOUNT, TERMINAL -> false;
        };
    }

    private static int stem(Account older, Account younger) {
        return older.stem != null && older.stem.equals(younger.stem) ? older.stemLetters : 0;
    }

    private PairFacts.Trains trains(Pair pair) {
        int logins = Math.max(1, Math.min(pair.older.logins, pair.younger.logins));
        int themselves = pair.stranger ? 1 : 0;
        return new PairFacts.Trains(
                pair.trains,
                share(pair.trains, logins),
                chance(pair),
                Math.max(pair.older.followers, pair.younger.followers),
                pair.older.strangers + pair.younger.strangers - 2 * themselves);
    }

    /** Meetings to be expected if both came when they liked. */
    private double chance(Pair pair) {
        double days = Math.max(1, (set.totals.now - pair.older.signupAt) / (double) Bounds.DAY);
        double window = 2.0 * Bounds.TRAIN_WINDOW / Bounds.DAY;
        return pair.younger.logins * Math.min(1, pair.older.logins / days * window);
    }

    private static double share(int n, int of) {
        return of == 0 ? 0 : Math.min(1, (double) n / of);
    }
}
