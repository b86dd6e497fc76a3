package dev.handsel.fraud.evaluation;

import dev.handsel.base.addresses.Network;
import dev.handsel.fraud.accounts.MemoryRows;
import dev.handsel.fraud.accounts.Origins.Clicked;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.AffiliateFacts;
import dev.handsel.fraud.rules.AffiliateFacts.Codes;
import dev.handsel.fraud.rules.AffiliateFacts.Newcomers;
import dev.handsel.fraud.rules.AffiliateFacts.Payments;
import dev.handsel.fraud.rules.AffiliateFacts.Surge;
import dev.handsel.fraud.rules.ArrivalRules;
import dev.handsel.fraud.rules.Arrivals;
import dev.handsel.fraud.rules.Delays;
import dev.handsel.fraud.rules.MoneyRules;
import dev.handsel.fraud.rules.Outcome;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.ProgramFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Once a day of the programme's time: what became decidable, and the rules of the affiliates of whom something changed. */
final class Midnights {

    private final WorkingSet set;
    private final Findings findings;
    private final Maturing maturing;
    private final ArrivalRules arrivals;
    private final MoneyRules money;

    Midnights(WorkingSet set, Findings findings, Parameters parameters) {
        this.set = set;
        this.findings = findings;
        this.maturing = new Maturing(set, findings, parameters);
        this.arrivals = new ArrivalRules(parameters);
        this.money = new MoneyRules(parameters);
    }

    /** That of a day's beginning, with the clicks of the day before. */
    void at(long day, List<Clicked> clicks) {
        long now = day * Bounds.DAY;
        set.totals.now = Math.max(set.totals.now, now);
        count(clicks);
        maturing.at(now);
        for (var account : set.changed()) {
            var affiliate = account.affiliate;
            if (affiliate != null && affiliate.changed) {
                affiliate.changed = false;
                affiliate.days.headMap(day - 8).clear();
                set.changed(account);
                judge(account, affiliate, day).forEach(outcome -> apply(outcome, account, affiliate));
            }
        }
        findings.close(now);
    }

    /** What the rules say; nothing where they cannot be asked of this one, which keeps no others from being judged. */
    private List<Outcome> judge(Account account, Affiliate affiliate, long day) {
        var program = program();
        try {
            var facts = facts(affiliate, day);
            return Stream.concat(arrivals.judge(facts, program).stream(), money.judge(facts, program).stream())
                    .toList();
        } catch (RuntimeException failure) {
            findings.leaveOut(account, day * Bounds.DAY, failure);
            return List.of();
        }
    }

    /** CF-0: what was filtered and the fourth click of a day from one address do not count. */
    private void count(List<Clicked> clicks) {
        set.load(clicks.stream().map(Clicked::affiliate).toList());
        var counted = new HashMap<String, Map<String, Integer>>();
        for (var clicked : clicks) {
            var account = set.account(clicked.affiliate());
            if (account != null && account.affiliate != null) {
                account.affiliate.filtered += clicked.filtered();
                counted.computeIfAbsent(account.key, _ -> new HashMap<>())
                        .merge(place(clicked.address()), clicked.counted(), Integer::sum);
                set.changed(account.affiliate, account);
            }
        }
        counted.forEach((key, places) -> {
            var account = set.account(key);
            if (account != null && account.affiliate != null) {
                for (int n : places.values()) {
                    int counts = Math.min(n, Bounds.CLICKS_A_DAY);
                    account.affiliate.clicks += counts;
                    account.affiliate.filtered += n - counts;
                    set.totals.clicks += counts;
                }
            }
        });
    }

    private static String place(@Nullable String address) {
        try {
            return address == null ? "" : Network.of(address).text();
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    private void apply(Outcome outcome, Account account, Affiliate affiliate) {
        findings.ofAffiliate(account, outcome.verdict());
        var rule = outcome.rule();
        if (outcome.action() != Action.HOLD && !affiliate.holding.contains(rule.id())) {
            return;
        }
        for (var referral : set.named(account, outcome.referrals(), rule)) {
            boolean named = MemoryRows.isNamed(AccountForm.flags(referral), outcome.referrals());
            findings.ofAccount(referral, "", named ? outcome.verdict() : outcome.cleared());
        }
        if (outcome.action() == Action.HOLD) {
            affiliate.holding.add(rule.id());
        } else {
            affiliate.holding.remove(rule.id());
        }
    }

    private static AffiliateFacts facts(Affiliate a, long day) {
        return new AffiliateFacts(
                new Arrivals(a.clicks, a.signups, a.overwritten, a.couponsAtSignup, a.atTill, Delays.of(a.delays)),
                a.filtered,
                new Newcomers(a.matured, a.dead, a.traders, a.instant, a.brief),
                new Codes(a.redemptions, a.leaked),
                new Payments(a.payments, a.disputes),
                new Surge(signups(a, day - 1, day), signups(a, day - 8, day - 1)));
    }

    private static int signups(Affiliate affiliate, long from, long until) {
        return affiliate.days.subMap(from, until).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private ProgramFacts program() {
        var p = set.totals;
        return new ProgramFacts(
                new Arrivals(p.clicks, p.signups, p.overwritten, p.couponsAtSignup, p.atTill, Delays.of(p.delays)),
                new Newcomers(p.organicMatured, p.organicDead, p.organicTraders, p.organicInstant, p.organicBrief));
    }
}
