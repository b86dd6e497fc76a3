package dev.handsel.fraud.rules;

import dev.handsel.fraud.rules.AffiliateFacts.Codes;
import dev.handsel.fraud.rules.AffiliateFacts.Newcomers;
import dev.handsel.fraud.rules.AffiliateFacts.Payments;
import dev.handsel.fraud.rules.AffiliateFacts.Surge;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * An affiliate in a programme of a thousand sign-ups by click (half of them after a minute, half after an hour), a thousand sign-ups by
 * code, and two hundred customers whom nobody brought. A test says what the affiliate has.
 */
final class AffiliateScene {

    private static final int MANY = 500;
    private static final Arrivals OTHERS =
            new Arrivals(10_000, 2000, 20, 1000, 20, delays(MANY, Duration.ofMinutes(1), MANY, Duration.ofHours(1)));
    private static final Newcomers ORGANIC = new Newcomers(200, 10, 200, 14, 40);

    private long clicks;
    private long filtered;
    private int overwritten;
    private int codesAtSignup;
    private int codesAtTill;
    private int signups;
    private Delays delays = Delays.NONE;
    private Newcomers newcomers = Newcomers.NONE;
    private Codes codes = new Codes(0, 0);
    private Payments payments = new Payments(0, 0);
    private Surge surge = new Surge(0, 0);

    static AffiliateScene affiliate() {
        return new AffiliateScene();
    }

    AffiliateScene clicks(long count) {
        clicks = count;
        return this;
    }

    AffiliateScene filtered(long count) {
        filtered = count;
        return this;
    }

    AffiliateScene byClick(int count, Duration delay) {
        for (int i = 0; i < count; i++) {
            delays = delays.with(delay);
        }
        signups += count;
        return this;
    }

    AffiliateScene byCode(int atSignup, int atTill) {
        codesAtSignup = atSignup;
        codesAtTill = atTill;
        signups += atSignup;
        return this;
    }

    AffiliateScene overwritten(int count) {
        overwritten = count;
        return this;
    }

    AffiliateScene newcomers(int matured, int dead, int traders, int instant, int brief) {
        newcomers = new Newcomers(matured, dead, traders, instant, brief);
        return this;
    }

    AffiliateScene codes(int redeemed, int clickedAfter) {
        codes = new Codes(redeemed, clickedAfter);
        return this;
    }

    AffiliateScene payments(int paid, int disputed) {
        payments = new Payments(paid, disputed);
        return this;
    }

    AffiliateScene surge(int day, int weekBefore) {
        surge = new Surge(day, weekBefore);
        return this;
    }

    /** What a rule says of it. */
    Outcome outcome(Rule rule) {
        var facts = new AffiliateFacts(arrivals(), filtered, newcomers, codes, payments, surge);
        var program = new ProgramFacts(everybody(), ORGANIC);
        return Stream.of(
                        new ArrivalRules(Parameters.STANDARD).judge(facts, program),
                        new MoneyRules(Parameters.STANDARD).judge(facts, program))
                .flatMap(outcomes -> outcomes.stream())
                .filter(outcome -> outcome.rule() == rule)
                .findFirst()
                .orElseThrow();
    }

    Action action(Rule rule) {
        return outcome(rule).action();
    }

    private Arrivals arrivals() {
        return new Arrivals(clicks, signups, overwritten, codesAtSignup, codesAtTill, delays);
    }

    private Arrivals everybody() {
        var own = arrivals();
        var counts = OTHERS.delays().counts();
        Arrays.setAll(counts, step -> counts[step] + own.delays().counts()[step]);
        return new Arrivals(
                OTHERS.clicks() + own.clicks(),
                OTHERS.signups() + own.signups(),
                OTHERS.overwritten() + own.overwritten(),
                OTHERS.codesAtSignup() + own.codesAtSignup(),
                OTHERS.codesAtTill() + own.codesAtTill(),
                Delays.of(counts));
    }

    private static Delays delays(int some, Duration delay, int more, Duration later) {
        var counts = new int[Delays.STEPS];
        counts[Delays.step(delay)] += some;
        counts[Delays.step(later)] += more;
        return Delays.of(counts);
    }
}
