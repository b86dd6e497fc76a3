package dev.handsel.fraud.evaluation;

import dev.handsel.base.facts.Fact;
import dev.handsel.fraud.accounts.Context;
import dev.handsel.fraud.accounts.Origins.Clicked;
import dev.handsel.fraud.evaluation.Ingest.Touched;
import dev.handsel.fraud.identities.FollowedEvent;
import dev.handsel.fraud.identities.Follower.KnownAffiliate;
import dev.handsel.fraud.identities.Follower.LeftOut;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.TradeRules;
import dev.handsel.fraud.verdicts.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what happened at one instant after the other, evaluates whom it touched, and at midnight the affiliates of whom something
 * changed. The order in which the events of an instant were told does not matter.
 */
final class Engine {

    /** What others refer to comes first; then the id decides. */
    private static final Comparator<FollowedEvent> ORDER = Comparator.<FollowedEvent>comparingInt(e -> rank(e.fact()))
            .thenComparing(e -> e.fact().envelope().id());

    private final WorkingSet set;
    private final Context context;
    private final Parameters parameters;
    private final Findings findings;
    private final PairEvaluation pairs;
    private final Groups groups;
    private final TradeRules trades;
    private final Midnights midnights;
    private final Days days;

    /** What is kept elsewhere of days since 1970. */
    interface Days {

        List<Clicked> clicks(long day);

        /** The first day after this one at whose midnight something is to be done, of what is written; {@link Long#MAX_VALUE} if none. */
        long next(long day);
    }

    /** For one batch. */
    Engine(WorkingSet set, Context context, Parameters parameters, Days days) {
        this.set = set;
        this.context = context;
        this.parameters = parameters;
        this.days = days;
        this.findings = new Findings(set);
        this.pairs = new PairEvaluation(set, findings, parameters);
        this.groups = new Groups(set, findings, parameters);
        this.trades = new TradeRules(parameters);
        this.midnights = new Midnights(set, findings, parameters);
    }

    /**
     * Goes over a batch.
     *
     * @param until up to when midnights have passed at least; null where nobody says
     * @return what rules say, as far as that is news
     */
    List<Moment> run(List<FollowedEvent> events, List<KnownAffiliate> standing, @Nullable Instant until) {
        if (!standing.isEmpty()) {
            standing(standing);
        }
        var instant = new ArrayList<FollowedEvent>();
        for (var event : events) {
            if (!instant.isEmpty() && !instant.getFirst().at().equals(event.at())) {
                instant(instant);
                instant.clear();
            }
            instant.add(event);
        }
        if (!instant.isEmpty()) {
            instant(instant);
        }
        if (until != null && set.totals.day != Totals.NEVER) {
            pass(Math.floorDiv(until.toEpochMilli(), Bounds.DAY));
        }
        return findings.moments();
    }

    /** Affiliates whose rules could not be asked. */
    List<LeftOut> leftOut() {
        return findings.leftOut();
    }

    private void standing(List<KnownAffiliate> standing) {
        var touched = new Touched();
        var ingest = new Ingest(set, context, touched, parameters);
        standing.forEach(ingest::standing);
        long newest = standing.stream()
                .mapToLong(one -> one.since().toEpochMilli())
                .max()
                .orElse(0);
        // What is told of the past later on is not to be judged by when an affiliate was added.
        evaluate(touched, set.totals.now == 0 ? newest : set.totals.now);
    }

    private void instant(List<FollowedEvent> events) {
        long at = events.getFirst().at().toEpochMilli();
        pass(Math.floorDiv(at, Bounds.DAY));
        set.totals.now = Math.max(set.totals.now, at);
        var touched = new Touched();
        var ingest = new Ingest(set, context, touched, parameters);
        events.stream().sorted(ORDER).forEach(ingest::event);
        evaluate(touched, set.totals.now);
    }

    private void evaluate(Touched touched, long at) {
        pairs.of(touched);
        for (var account : touched.accounts) {
            if (account.referrer != null) {
                findings.ofAccount(account, "", trades.roundTrips(account.trades));
            }
        }
        groups.of(touched);
        findings.close(at);
    }

    /**
     * One run for every midnight that passed, so that the result does not depend on when the next event comes. Of many those are left out
     * at which nothing is to be done: the first event may tell of a day long ago.
     */
    private void pass(long today) {
        if (set.totals.day == Totals.NEVER) {
            set.totals.day = today;
        }
        while (set.totals.day < today) {
            long day = Math.min(today, next(today));
            set.totals.day = day;
            midnights.at(day, days.clicks(day - 1));
        }
    }

    private long next(long today) {
        long day = set.totals.day;
        if (day + 1 == today) {
            return today;
        }
        set.flush();
        return days.next(day);
    }

    private static int rank(Fact fact) {
        return switch (fact) {
            case Fact.Click _ -> 0;
            case Fact.Signup _ -> 1;
            case Fact.AffiliateEnrolled _ -> 2;
            case Fact.Login _ -> 3;
            case Fact.TerminalLinked _ -> 4;
            case Fact.InvoicePaid _ -> 5;
            case Fact.TradeOpened _ -> 6;
            case Fact.TradeClosed _ -> 7;
            case Fact.FirstTrade _ -> 8;
            case Fact.Refund _, Fact.RefundFailed _, Fact.ChargeRefunded _, Fact.ChargeRefundFailed _ -> 9;
            case Fact.DisputeOpened _, Fact.DisputeClosed _, Fact.DisputeTold _, Fact.SubscriptionCanceled _ -> 9;
        };
    }
}
