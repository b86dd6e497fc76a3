package dev.handsel.fraud.model;

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
import dev.handsel.fraud.rules.Referrals;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Once a day of the programme's time: the rules of the affiliates whose counters changed. */
final class AffiliateEvaluation {

    private final Store store;
    private final VerdictBook book;
    private final ArrivalRules arrivals = new ArrivalRules(Parameters.STANDARD);
    private final MoneyRules money = new MoneyRules(Parameters.STANDARD);

    AffiliateEvaluation(Store store, VerdictBook book) {
        this.store = store;
        this.book = book;
    }

    void daily() {
        store.maturing.daily(store, book);
        for (var affiliate : store.takeDirty()) {
            var facts = facts(affiliate);
            var program = program();
            arrivals.judge(facts, program).forEach(outcome -> apply(outcome, affiliate));
            money.judge(facts, program).forEach(outcome -> apply(outcome, affiliate));
        }
    }

    private void apply(Outcome outcome, Affiliate affiliate) {
        var named = new LinkedHashSet<>(named(outcome.referrals(), affiliate));
        book.put("affiliate", affiliate.account, "", outcome.verdict());
        for (var account : affiliate.held.getOrDefault(outcome.rule(), Set.of())) {
            if (!named.contains(account)) {
                book.put("account", account, "", outcome.cleared());
            }
        }
        named.forEach(account -> book.put("account", account, "", outcome.verdict()));
        affiliate.held.put(outcome.rule(), named);
    }

    private static Collection<Account> named(Referrals referrals, Affiliate affiliate) {
        return switch (referrals) {
            case Referrals.Delayed delayed ->
                affiliate.byClick.stream()
                        .filter(account -> delayed.has(Delays.step(Duration.ofMillis(account.delay))))
                        .toList();
            case Referrals.Named.NOBODY -> List.of();
            case Referrals.Named.ALL -> affiliate.account.referrals;
            case Referrals.Named.DEAD -> affiliate.dead;
            case Referrals.Named.AT_TILL -> affiliate.atTill;
            case Referrals.Named.INSTANT_TRADERS -> affiliate.instant;
            case Referrals.Named.BRIEF_TRADERS -> affiliate.brief;
        };
    }

    private AffiliateFacts facts(Affiliate a) {
        return new AffiliateFacts(
                new Arrivals(
                        a.clicks, a.signups, a.overwritten, a.couponsAtSignup, a.atTill.size(), Delays.of(a.delays)),
                a.filtered,
                new Newcomers(a.matured, a.dead.size(), a.traders, a.instant.size(), a.brief.size()),
                new Codes(a.redemptions, a.leaked),
                new Payments(a.payments, a.disputes),
                new Surge(signups(a, 1, 0), signups(a, 8, 1)));
    }

    private int signups(Affiliate affiliate, int fromDays, int untilDays) {
        long from = store.now - fromDays * Bounds.DAY;
        long until = store.now - untilDays * Bounds.DAY;
        return (int) affiliate.account.referrals.stream()
                .filter(account -> account.signupAt >= from && account.signupAt < until)
                .count();
    }

    private ProgramFacts program() {
        var p = store.programme;
        return new ProgramFacts(
                new Arrivals(p.clicks, p.signups, p.overwritten, p.couponsAtSignup, p.atTill, Delays.of(p.delays)),
                new Newcomers(p.organicMatured, p.organicDead, p.organicTraders, p.organicInstant, p.organicBrief));
    }
}
