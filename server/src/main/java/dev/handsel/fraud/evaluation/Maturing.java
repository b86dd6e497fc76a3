package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.TradeRules;
import java.time.Instant;

/** What becomes decidable with time: a sign-up or a first trade a week ago. */
final class Maturing {

    private final WorkingSet set;
    private final Findings findings;
    private final Parameters parameters;
    private final TradeRules rules;

    Maturing(WorkingSet set, Findings findings, Parameters parameters) {
        this.set = set;
        this.findings = findings;
        this.parameters = parameters;
        this.rules = new TradeRules(parameters);
    }

    void at(long midnight) {
        for (var account : set.due(Instant.ofEpochMilli(midnight))) {
            if (account.maturesAt != 0 && account.maturesAt <= midnight) {
                account.maturesAt = 0;
                set.changed(account);
                lead(account);
            }
            if (account.tradesMatureAt != 0 && account.tradesMatureAt <= midnight) {
                account.tradesMatureAt = 0;
                set.changed(account);
                trader(account);
            }
        }
    }

    private void lead(Account account) {
        account.dead = account.activeAt == 0;
        var owner = account.owner();
        if (owner == null || account.referrer == null) {
            set.totals.organicMatured++;
            set.totals.organicDead += account.dead ? 1 : 0;
        } else {
            owner.matured++;
            owner.dead += account.dead ? 1 : 0;
            set.changed(owner, account.referrer);
        }
    }

    /** A lead that lives after all. */
    static void alive(Account account, WorkingSet set) {
        if (!account.dead) {
            return;
        }
        account.dead = false;
        var owner = account.owner();
        if (owner == null || account.referrer == null) {
            set.totals.organicDead--;
        } else {
            owner.dead--;
            set.changed(owner, account.referrer);
        }
    }

    private void trader(Account account) {
        boolean instant = account.trades.instantOnly(parameters);
        boolean brief = account.trades.briefOnly(parameters);
        var owner = account.owner();
        if (owner == null || account.referrer == null) {
            set.totals.organicTraders++;
            set.totals.organicInstant += instant ? 1 : 0;
            set.totals.organicBrief += brief ? 1 : 0;
            return;
        }
        account.instant = instant;
        account.brief = brief;
        owner.traders++;
        owner.instant += instant ? 1 : 0;
        owner.brief += brief ? 1 : 0;
        set.changed(owner, account.referrer);
        rules.effort(account.trades).forEach(verdict -> findings.ofAccount(account, "", verdict));
    }
}
