package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.AT_TILL_LEAST;
import static dev.handsel.fraud.rules.Parameter.AT_TILL_SHARE;
import static dev.handsel.fraud.rules.Parameter.BRIEF_PRIOR;
import static dev.handsel.fraud.rules.Parameter.CHANCE;
import static dev.handsel.fraud.rules.Parameter.DISPUTES_CONFIDENCE;
import static dev.handsel.fraud.rules.Parameter.DISPUTES_LEAST;
import static dev.handsel.fraud.rules.Parameter.DISPUTES_SHARE;
import static dev.handsel.fraud.rules.Parameter.EFFORT_LEAST;
import static dev.handsel.fraud.rules.Parameter.EFFORT_SHARE;
import static dev.handsel.fraud.rules.Parameter.INSTANT_PRIOR;
import static dev.handsel.fraud.rules.Parameter.LEAKED_LEAST;
import static dev.handsel.fraud.rules.Parameter.LEAKED_SHARE;
import static dev.handsel.fraud.rules.Parameter.PRIOR_TRADERS;
import static dev.handsel.fraud.rules.Parameter.RATE_LEAST;

import dev.handsel.fraud.rules.AffiliateFacts.Newcomers;
import java.util.List;

/** WT-3, CL-1, CL-2 and CB-1: rules of what an affiliate's referrals do with trades, codes and payments. */
public final class MoneyRules {

    private static final double NOT_BY_CHANCE = 0.1;
    private static final double NEVER_CERTAIN = 0.99;

    private final Parameters in;

    public MoneyRules(Parameters parameters) {
        this.in = parameters;
    }

    /** What each rule says. */
    public List<Outcome> judge(AffiliateFacts affiliate, ProgramFacts program) {
        var own = affiliate.arrivals();
        return List.of(
                effortless(affiliate.newcomers(), program.organic()),
                leaked(affiliate.codes()),
                atTill(own, program.arrivals().minus(own)),
                disputed(affiliate.payments()));
    }

    /** WT-3: more newcomers of little effort than chance sends to one affiliate; those who held for an instant come first. */
    private Outcome effortless(Newcomers own, Newcomers organic) {
        var instant = effortless(
                own.traders(),
                own.instantOnly(),
                rate(organic, organic.instantOnly(), INSTANT_PRIOR),
                Referrals.Named.INSTANT_TRADERS);
        return instant.action() == Action.HOLD
                ? instant
                : effortless(
                        own.traders(),
                        own.briefOnly(),
                        rate(organic, organic.briefOnly(), BRIEF_PRIOR),
                        Referrals.Named.BRIEF_TRADERS);
    }

    private double rate(Newcomers organic, int hits, Parameter prior) {
        double weight = in.of(PRIOR_TRADERS);
        return Math.clamp((hits + weight * in.of(prior)) / (organic.traders() + weight), in.of(RATE_LEAST), 1);
    }

    private Outcome effortless(int traders, int effortless, double rate, Referrals.Named who) {
        double chance = Chance.atLeast(effortless, traders, rate);
        boolean hit = effortless >= in.count(EFFORT_LEAST)
                && effortless >= in.of(EFFORT_SHARE) * traders
                && chance < in.of(CHANCE);
        var evidence = Evidence.under(Rule.WT_3, in)
                .fact("traders", traders)
                .fact("of_little_effort", effortless)
                .fact("rate_elsewhere", rate)
                .fact("chance", chance)
                .done();
        return Outcome.hold(Rule.WT_3, hit, who, chance, evidence);
    }

    /**
     * CL-1: a code that stands where people are who have decided already: they follow its link after they signed up. Only those whom
     * nothing but the code brought are held.
     */
    private Outcome leaked(AffiliateFacts.Codes codes) {
        boolean hit = codes.clickedAfter() >= in.count(LEAKED_LEAST)
                && codes.clickedAfter() >= in.of(LEAKED_SHARE) * codes.redeemed();
        var evidence = Evidence.under(Rule.CL_1, in)
                .fact("redeemed", codes.redeemed())
                .fact("clicked_after", codes.clickedAfter())
                .done();
        return Outcome.hold(Rule.CL_1, hit, Referrals.Named.AT_TILL, NOT_BY_CHANCE, evidence);
    }

    /** CL-2: a code typed at the till by people whom nothing else brought, where elsewhere codes are typed at sign-up. */
    private Outcome atTill(Arrivals own, Arrivals rest) {
        int typed = own.codesAtTill() + own.codesAtSignup();
        double rate = (rest.codesAtTill() + 1.0) / (rest.codesAtTill() + rest.codesAtSignup() + 1);
        double chance = Chance.atLeast(own.codesAtTill(), typed, Math.min(NEVER_CERTAIN, rate));
        int referrals = own.signups() + own.codesAtTill();
        boolean hit = own.codesAtTill() >= in.count(AT_TILL_LEAST)
                && own.codesAtTill() >= in.of(AT_TILL_SHARE) * referrals
                && chance < in.of(CHANCE);
        var evidence = Evidence.under(Rule.CL_2, in)
                .fact("at_till", own.codesAtTill())
                .fact("at_sign_up", own.codesAtSignup())
                .fact("referrals", referrals)
                .fact("rate_elsewhere", rate)
                .fact("chance", chance)
                .done();
        return Outcome.hold(Rule.CL_2, hit, Referrals.Named.AT_TILL, chance, evidence);
    }

    /** CB-1: payments that come back, more of them than bad luck explains; it stops all that the affiliate earns. */
    private Outcome disputed(AffiliateFacts.Payments payments) {
        int paid = Math.max(payments.paid(), payments.disputed());
        double share = Chance.shareAtLeast(payments.disputed(), paid, in.of(DISPUTES_CONFIDENCE));
        boolean hit = payments.disputed() >= in.count(DISPUTES_LEAST) && share > in.of(DISPUTES_SHARE);
        var evidence = Evidence.under(Rule.CB_1, in)
                .fact("payments", payments.paid())
                .fact("disputes", payments.disputed())
                .fact("share_at_least", share)
                .done();
        return Outcome.hold(Rule.CB_1, hit, Referrals.Named.ALL, NOT_BY_CHANCE, evidence);
    }
}
