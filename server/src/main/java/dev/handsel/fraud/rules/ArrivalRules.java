package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.CHANCE;
import static dev.handsel.fraud.rules.Parameter.CLICKS_A_DAY;
import static dev.handsel.fraud.rules.Parameter.DEAD_LEAST;
import static dev.handsel.fraud.rules.Parameter.DEAD_SHARE;
import static dev.handsel.fraud.rules.Parameter.FILTERED_LEAST;
import static dev.handsel.fraud.rules.Parameter.FILTERED_SHARE;
import static dev.handsel.fraud.rules.Parameter.FRUITLESS_CLICKS;
import static dev.handsel.fraud.rules.Parameter.FRUITLESS_SHARE;
import static dev.handsel.fraud.rules.Parameter.LATE_AFTER;
import static dev.handsel.fraud.rules.Parameter.LATE_LEAST;
import static dev.handsel.fraud.rules.Parameter.LATE_SHARE;
import static dev.handsel.fraud.rules.Parameter.OVERWRITTEN_LEAST;
import static dev.handsel.fraud.rules.Parameter.OVERWRITTEN_SHARE;
import static dev.handsel.fraud.rules.Parameter.QUICK_FROM;
import static dev.handsel.fraud.rules.Parameter.QUICK_LEAST;
import static dev.handsel.fraud.rules.Parameter.QUICK_RATE;
import static dev.handsel.fraud.rules.Parameter.QUICK_SHARE;
import static dev.handsel.fraud.rules.Parameter.QUICK_UNTIL;
import static dev.handsel.fraud.rules.Parameter.RATE_LEAST;
import static dev.handsel.fraud.rules.Parameter.SURGE_SIGNUPS;
import static dev.handsel.fraud.rules.Parameter.SURGE_TIMES;

import dev.handsel.fraud.rules.AffiliateFacts.Newcomers;
import java.util.List;

/** CF-0 to CF-6 and VE-1: rules of how an affiliate's referrals came, each measured against the rest of the programme. */
public final class ArrivalRules {

    private static final double UNDECIDED = 0.5;

    private final Parameters in;

    public ArrivalRules(Parameters parameters) {
        this.in = parameters;
    }

    /**
     * CF-0, of one click: whether it counts. It accuses nobody.
     *
     * @param robot whether a program followed the link
     * @param nth the how manieth click it is from its address on links of the affiliate on that day
     */
    public boolean counts(boolean robot, int nth) {
        return !robot && nth <= in.count(CLICKS_A_DAY);
    }

    /** What each rule says. */
    public List<Outcome> judge(AffiliateFacts affiliate, ProgramFacts program) {
        var own = affiliate.arrivals();
        var rest = program.arrivals().minus(own);
        return List.of(
                filtered(affiliate),
                quick(own, rest),
                dead(affiliate.newcomers(), program.organic()),
                fruitless(own, rest),
                late(own, rest),
                overwritten(own, rest),
                surge(affiliate.surge()));
    }

    /** CF-1: mostly programs click; newsletters look the same, as scanners of mail open their links. */
    private Outcome filtered(AffiliateFacts affiliate) {
        long filtered = affiliate.filteredClicks();
        long all = filtered + affiliate.arrivals().clicks();
        boolean hit = filtered >= in.count(FILTERED_LEAST) && filtered >= in.of(FILTERED_SHARE) * all;
        var evidence = Evidence.under(Rule.CF_1, in)
                .fact("filtered_clicks", filtered)
                .fact("clicks", all)
                .done();
        return Outcome.flag(Rule.CF_1, hit, UNDECIDED, evidence);
    }

    /** CF-2: sign-ups so soon after the click as hardly anybody's elsewhere: the click came when they had decided. */
    private Outcome quick(Arrivals own, Arrivals rest) {
        int step = quickest(rest.delays());
        int quick = own.delays().upTo(step);
        double rate = rate(rest.delays().upTo(step), rest.byClick());
        double chance = Chance.atLeast(quick, own.byClick(), rate);
        boolean hit = hits(quick, own.byClick(), QUICK_LEAST, QUICK_SHARE, chance);
        var evidence = counted(Rule.CF_2, own.byClick(), quick, rate, chance)
                .fact("within_seconds", Delays.end(step))
                .done();
        return Outcome.hold(Rule.CF_2, hit, new Referrals.Delayed(0, step), chance, evidence);
    }

    /** The step within which hardly anybody of the rest signs up; the programme's own pace decides, within bounds. */
    private int quickest(Delays rest) {
        int step = Delays.step(in.time(QUICK_FROM)) - 1;
        int last = Delays.step(in.time(QUICK_UNTIL));
        double few = in.of(QUICK_RATE) * rest.total();
        while (step < last && rest.upTo(step + 1) <= few) {
            step++;
        }
        return step;
    }

    /** CF-3: leads that never did anything. */
    private Outcome dead(Newcomers own, Newcomers organic) {
        double rate = rate(organic.dead(), organic.matured());
        double chance = Chance.atLeast(own.dead(), own.matured(), rate);
        boolean hit = hits(own.dead(), own.matured(), DEAD_LEAST, DEAD_SHARE, chance);
        var evidence =
                counted(Rule.CF_3, own.matured(), own.dead(), rate, chance).done();
        return Outcome.hold(Rule.CF_3, hit, Referrals.Named.DEAD, chance, evidence);
    }

    /** CF-4: clicks that hardly lead to anything; banners do not either. */
    private Outcome fruitless(Arrivals own, Arrivals rest) {
        double expected = (double) rest.byClick() / Math.max(1, rest.clicks()) * own.clicks();
        double chance = Chance.atMost(own.byClick(), expected);
        boolean hit = own.clicks() >= in.count(FRUITLESS_CLICKS)
                && own.byClick() < in.of(FRUITLESS_SHARE) * expected
                && chance < in.of(CHANCE);
        var evidence = Evidence.under(Rule.CF_4, in)
                .fact("clicks", own.clicks())
                .fact("sign_ups", own.byClick())
                .fact("expected", expected)
                .fact("chance", chance)
                .done();
        return Outcome.flag(Rule.CF_4, hit, chance, evidence);
    }

    /** CF-5: sign-ups so long after the click as hardly anybody's elsewhere: a cookie that was stuffed, and no visit. */
    private Outcome late(Arrivals own, Arrivals rest) {
        int step = Delays.step(in.time(LATE_AFTER));
        int late = own.delays().from(step);
        double rate = rate(rest.delays().from(step), rest.byClick());
        double chance = Chance.atLeast(late, own.byClick(), rate);
        boolean hit = hits(late, own.byClick(), LATE_LEAST, LATE_SHARE, chance);
        var evidence = counted(Rule.CF_5, own.byClick(), late, rate, chance).done();
        return Outcome.hold(Rule.CF_5, hit, new Referrals.Delayed(step, Delays.STEPS - 1), chance, evidence);
    }

    /** CF-6: customers who had just come by somebody else's link; then all of the affiliate's referrals are in doubt. */
    private Outcome overwritten(Arrivals own, Arrivals rest) {
        double rate = rate(rest.overwritten(), rest.signups());
        double chance = Chance.atLeast(own.overwritten(), own.signups(), rate);
        boolean hit = hits(own.overwritten(), own.signups(), OVERWRITTEN_LEAST, OVERWRITTEN_SHARE, chance);
        var evidence = counted(Rule.CF_6, own.signups(), own.overwritten(), rate, chance)
                .done();
        return Outcome.hold(Rule.CF_6, hit, Referrals.Named.ALL, chance, evidence);
    }

    /** VE-1: many more at once than in the week before; a post that goes round looks the same. */
    private Outcome surge(AffiliateFacts.Surge surge) {
        boolean hit = surge.day() >= in.count(SURGE_SIGNUPS)
                && 7L * surge.day() > (long) in.count(SURGE_TIMES) * surge.weekBefore();
        var evidence = Evidence.under(Rule.VE_1, in)
                .fact("signups_of_day", surge.day())
                .fact("signups_of_week_before", surge.weekBefore())
                .done();
        return Outcome.flag(Rule.VE_1, hit, UNDECIDED, evidence);
    }

    private boolean hits(int counted, int of, Parameter least, Parameter share, double chance) {
        return counted >= in.count(least) && counted >= in.of(share) * of && chance < in.of(CHANCE);
    }

    /** The rate elsewhere, as if one more had been seen and hit. */
    private double rate(int hits, int of) {
        return Math.clamp((hits + 1.0) / (of + 1), in.of(RATE_LEAST), 1);
    }

    private Evidence.Collecting counted(Rule rule, int of, int counted, double rate, double chance) {
        return Evidence.under(rule, in)
                .fact("of", of)
                .fact("counted", counted)
                .fact("rate_elsewhere", rate)
                .fact("chance", chance);
    }
}
