package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.TradeRules;
import java.util.ArrayDeque;

/** What becomes decidable with time: a sign-up or a first trade seven days ago (an index on their day in the product). */
final class Maturing {

    static final long WINDOW = 7 * Bounds.DAY;

    private final ArrayDeque<Account> leads = new ArrayDeque<>();
    private final ArrayDeque<Account> traders = new ArrayDeque<>();

    void lead(Account account) {
        leads.addLast(account);
    }

    void trader(Account account) {
        traders.addLast(account);
    }

    void daily(Store store, VerdictBook book) {
        var rules = new TradeRules(Parameters.STANDARD);
        while (!leads.isEmpty() && leads.peekFirst().signupAt + WINDOW <= store.now) {
            ripe(leads.removeFirst(), store);
        }
        while (!traders.isEmpty() && traders.peekFirst().firstClose + WINDOW <= store.now) {
            var account = traders.removeFirst();
            traded(account, store);
            if (account.referrer != null) {
                rules.effort(account.trades).forEach(verdict -> book.put("account", account, "", verdict));
            }
        }
    }

    private static void ripe(Account account, Store store) {
        account.dead = account.activeAt == 0;
        if (account.referrer == null) {
            store.programme.organicMatured++;
            store.programme.organicDead += account.dead ? 1 : 0;
            return;
        }
        var affiliate = account.referrer.affiliate;
        affiliate.matured++;
        if (account.dead) {
            affiliate.dead.add(account);
        }
        store.dirty(affiliate);
    }

    /** A lead that lives after all. */
    static void alive(Account account, Store store) {
        if (!account.dead) {
            return;
        }
        account.dead = false;
        if (account.referrer == null) {
            store.programme.organicDead--;
        } else {
            account.referrer.affiliate.dead.remove(account);
            store.dirty(account.referrer.affiliate);
        }
    }

    private static void traded(Account account, Store store) {
        boolean instant = account.trades.instantOnly(Parameters.STANDARD);
        boolean brief = account.trades.briefOnly(Parameters.STANDARD);
        if (account.referrer == null) {
            store.programme.organicTraders++;
            store.programme.organicInstant += instant ? 1 : 0;
            store.programme.organicBrief += brief ? 1 : 0;
            return;
        }
        var affiliate = account.referrer.affiliate;
        affiliate.traders++;
        if (instant) {
            affiliate.instant.add(account);
        }
        if (brief) {
            affiliate.brief.add(account);
        }
        store.dirty(affiliate);
    }
}
