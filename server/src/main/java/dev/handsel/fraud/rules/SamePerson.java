package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.ADDRESS_MOST;
import static dev.handsel.fraud.rules.Parameter.ADDRESS_MOST_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.ADDRESS_ONCE_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.ADDRESS_SOME;
import static dev.handsel.fraud.rules.Parameter.ADDRESS_SOME_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.BEHAVIOUR_CAP;
import static dev.handsel.fraud.rules.Parameter.BLOCK_AT;
import static dev.handsel.fraud.rules.Parameter.BLOCK_FAMILIES;
import static dev.handsel.fraud.rules.Parameter.BROKER_ACCOUNT_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.CARD_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.CLASS_WINDOW;
import static dev.handsel.fraud.rules.Parameter.COMMON_FINGERPRINT_FACTOR;
import static dev.handsel.fraud.rules.Parameter.CROWD_ACCOUNTS;
import static dev.handsel.fraud.rules.Parameter.DEVICE_MOST;
import static dev.handsel.fraud.rules.Parameter.DEVICE_MOST_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.DEVICE_ONCE_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.DEVICE_SOME;
import static dev.handsel.fraud.rules.Parameter.DEVICE_SOME_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.FAMILY_AT;
import static dev.handsel.fraud.rules.Parameter.FEW_SESSIONS;
import static dev.handsel.fraud.rules.Parameter.FEW_SESSIONS_FACTOR;
import static dev.handsel.fraud.rules.Parameter.FINGERPRINT_MOST;
import static dev.handsel.fraud.rules.Parameter.FINGERPRINT_MOST_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.FINGERPRINT_ONCE_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.FINGERPRINT_SOME;
import static dev.handsel.fraud.rules.Parameter.FINGERPRINT_SOME_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.FLAG_AT;
import static dev.handsel.fraud.rules.Parameter.HOLD_AT;
import static dev.handsel.fraud.rules.Parameter.HOLD_FAMILIES;
import static dev.handsel.fraud.rules.Parameter.IDLE_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.MAILBOX_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.OPPOSITE_OFTEN_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.OPPOSITE_SELDOM_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.OPPOSITE_SHARE;
import static dev.handsel.fraud.rules.Parameter.OPPOSITE_TRADES;
import static dev.handsel.fraud.rules.Parameter.PAYMENT_CAP;
import static dev.handsel.fraud.rules.Parameter.PAYOUT_ACCOUNT_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.PLACE_CAP;
import static dev.handsel.fraud.rules.Parameter.RARE_FINGERPRINT_ACCOUNTS;
import static dev.handsel.fraud.rules.Parameter.SIBLINGS_CARD_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.SOON_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.SOON_WINDOW;
import static dev.handsel.fraud.rules.Parameter.STEM_LETTERS;
import static dev.handsel.fraud.rules.Parameter.STEM_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.SWITCHES;
import static dev.handsel.fraud.rules.Parameter.SWITCHES_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.TERMINAL_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.TRAINS;
import static dev.handsel.fraud.rules.Parameter.TRAIN_ALWAYS_SHARE;
import static dev.handsel.fraud.rules.Parameter.TRAIN_ALWAYS_WEIGHT;
import static dev.handsel.fraud.rules.Parameter.TRAIN_CHANCE;
import static dev.handsel.fraud.rules.Parameter.TRAIN_OFTEN_SHARE;
import static dev.handsel.fraud.rules.Parameter.TRAIN_OFTEN_WEIGHT;

import dev.handsel.fraud.rules.PairScore.Weighing;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether two accounts are one person: facts in, score and action out. */
public final class SamePerson {

    private final Parameters in;

    public SamePerson(Parameters parameters) {
        this.in = parameters;
    }

    /** What all facts together say. */
    public PairScore score(PairFacts facts) {
        var weighing = new Weighing(Map.of(
                Family.PAYMENT, in.of(PAYMENT_CAP),
                Family.PLACE, in.of(PLACE_CAP),
                Family.BEHAVIOUR, in.of(BEHAVIOUR_CAP)));
        identity(weighing, facts.identifiers());
        payment(weighing, facts.identifiers(), facts.ages().ofAffiliate());
        trading(weighing, facts.identifiers(), facts.opposites());
        place(weighing, facts.visits());
        train(weighing, facts);
        behaviour(weighing, facts.ages());
        return weighing.done(
                facts.identifiers().mailbox() || facts.identifiers().brokerAccount());
    }

    /**
     * What is to be done about an affiliate and a customer of whom this is known. Block: a decisive fact, or a near certainty by
     * three families of which one says who it is. Hold: likely by two families, nearly always one after the other, or the
     * affiliate's own machine used by an account made right after they enrolled. Flag: likely enough to look at.
     */
    public Action action(PairScore score, PairFacts facts) {
        double probability = score.probability();
        boolean certain = probability >= in.of(BLOCK_AT)
                && score.families(in.of(FAMILY_AT)) >= in.count(BLOCK_FAMILIES)
                && score.of(Family.IDENTITY) > 0;
        if (score.decisive() || certain) {
            return Action.BLOCK;
        }
        boolean likely = probability >= in.of(HOLD_AT) && score.families(in.of(FAMILY_AT)) >= in.count(HOLD_FAMILIES);
        boolean always = score.of(Family.TRAIN) > 0 && alongNearlyAlways(facts.trains());
        if (likely || always || ownMachine(facts)) {
            return Action.HOLD;
        }
        return probability >= in.of(FLAG_AT) ? Action.FLAG : Action.CLEAR;
    }

    private boolean ownMachine(PairFacts facts) {
        var visits = facts.visits();
        boolean machine = visits.device() >= in.of(DEVICE_MOST)
                || (visits.fingerprint() >= in.of(FINGERPRINT_MOST) && visits.address() > 0);
        return machine && soon(facts.ages().afterEnrolling());
    }

    private boolean soon(@Nullable Duration afterEnrolling) {
        return afterEnrolling != null && afterEnrolling.compareTo(in.time(SOON_WINDOW)) <= 0;
    }

    private void identity(Weighing weighing, PairFacts.Identifiers both) {
        weighing.add(Family.IDENTITY, "mailbox", both.mailbox(), both.mailbox() ? in.of(MAILBOX_WEIGHT) : 0);
        boolean telling = both.stemLetters() >= in.count(STEM_LETTERS);
        weighing.add(Family.IDENTITY, "stem_letters", both.stemLetters(), telling ? in.of(STEM_WEIGHT) : 0);
    }

    private void payment(Weighing weighing, PairFacts.Identifiers both, boolean ofAffiliate) {
        double card = in.of(ofAffiliate ? CARD_WEIGHT : SIBLINGS_CARD_WEIGHT);
        weighing.add(Family.PAYMENT, "card", both.card(), both.card() ? card : 0);
        double payout = both.payoutAccount() ? in.of(PAYOUT_ACCOUNT_WEIGHT) : 0;
        weighing.add(Family.PAYMENT, "payout_account", both.payoutAccount(), payout);
    }

    private void trading(Weighing weighing, PairFacts.Identifiers both, PairFacts.Opposites opposites) {
        double broker = both.brokerAccount() ? in.of(BROKER_ACCOUNT_WEIGHT) : 0;
        weighing.add(Family.TRADING, "broker_account", both.brokerAccount(), broker);
        weighing.add(Family.TRADING, "terminal", both.terminal(), both.terminal() ? in.of(TERMINAL_WEIGHT) : 0);
        boolean often = opposites.share() >= in.of(OPPOSITE_SHARE);
        double opposite = in.of(often ? OPPOSITE_OFTEN_WEIGHT : OPPOSITE_SELDOM_WEIGHT);
        boolean again = opposites.times() >= in.count(OPPOSITE_TRADES);
        weighing.add(Family.TRADING, "opposite_trades", opposites.times(), again ? opposite : 0);
        weighing.note("opposite_share", opposites.share());
    }

    private void place(Weighing weighing, PairFacts.Visits visits) {
        double early = visits.sessions() < in.count(FEW_SESSIONS) ? in.of(FEW_SESSIONS_FACTOR) : 1;
        weighing.note("sessions", visits.sessions());
        weighing.add(Family.PLACE, "device_share", visits.device(), early * device(visits.device()));
        weighing.add(Family.PLACE, "fingerprint_share", visits.fingerprint(), early * fingerprint(visits));
        weighing.note("fingerprint_accounts", visits.fingerprintAccounts());
        weighing.add(Family.PLACE, "address_share", visits.address(), address(visits.address()));
        boolean switched = visits.switches() >= in.count(SWITCHES);
        weighing.add(Family.PLACE, "switches", visits.switches(), switched ? in.of(SWITCHES_WEIGHT) : 0);
    }

    private double device(double share) {
        return share >= in.of(DEVICE_MOST)
                ? in.of(DEVICE_MOST_WEIGHT)
                : share >= in.of(DEVICE_SOME) ? in.of(DEVICE_SOME_WEIGHT) : share > 0 ? in.of(DEVICE_ONCE_WEIGHT) : 0;
    }

    /** A browser says something only at a place that both use, and nothing more where the device is known to be the same. */
    private double fingerprint(PairFacts.Visits visits) {
        double share = visits.fingerprint();
        if (visits.address() <= 0 || visits.device() >= in.of(DEVICE_SOME) || share <= 0) {
            return 0;
        }
        boolean rare = visits.fingerprintAccounts() <= in.count(RARE_FINGERPRINT_ACCOUNTS);
        double weight = share >= in.of(FINGERPRINT_MOST)
                ? in.of(FINGERPRINT_MOST_WEIGHT)
                : in.of(share >= in.of(FINGERPRINT_SOME) ? FINGERPRINT_SOME_WEIGHT : FINGERPRINT_ONCE_WEIGHT);
        return rare ? weight : weight * in.of(COMMON_FINGERPRINT_FACTOR);
    }

    private double address(double share) {
        return share >= in.of(ADDRESS_MOST)
                ? in.of(ADDRESS_MOST_WEIGHT)
                : share >= in.of(ADDRESS_SOME)
                        ? in.of(ADDRESS_SOME_WEIGHT)
                        : share > 0 ? in.of(ADDRESS_ONCE_WEIGHT) : 0;
    }

    /** Who started together at two places may be a class, and who meets many is in a crowd: neither says anything. */
    private void train(Weighing weighing, PairFacts facts) {
        var trains = facts.trains();
        boolean together = facts.ages().apart().compareTo(in.time(CLASS_WINDOW)) < 0
                && facts.visits().address() <= 0
                && trains.strangers() == 0;
        boolean counts = trains.times() >= 2 && !together && trains.followers() <= in.count(CROWD_ACCOUNTS);
        double weight = alongNearlyAlways(trains)
                ? in.of(TRAIN_ALWAYS_WEIGHT)
                : alongOften(trains) ? in.of(TRAIN_OFTEN_WEIGHT) : 0;
        weighing.add(Family.TRAIN, "trains", trains.times(), counts ? weight : 0);
        weighing.note("train_share", trains.share());
        weighing.note("trains_expected", trains.expected());
        weighing.note("followers", trains.followers());
        weighing.note("strangers", trains.strangers());
        weighing.note("apart", facts.ages().apart().toSeconds());
    }

    /** Whether two who have nothing to do with each other by their sign-ups nearly always come one after the other. */
    public boolean strangers(PairFacts facts) {
        return alongNearlyAlways(facts.trains()) && facts.ages().apart().compareTo(in.time(CLASS_WINDOW)) >= 0;
    }

    private boolean alongNearlyAlways(PairFacts.Trains trains) {
        return trains.times() >= in.count(TRAINS) && trains.share() >= in.of(TRAIN_ALWAYS_SHARE) && noChance(trains);
    }

    private boolean alongOften(PairFacts.Trains trains) {
        return trains.share() >= in.of(TRAIN_OFTEN_SHARE) && noChance(trains);
    }

    private boolean noChance(PairFacts.Trains trains) {
        return Chance.atLeast(trains.times(), trains.expected()) < in.of(TRAIN_CHANCE);
    }

    private void behaviour(Weighing weighing, PairFacts.Ages ages) {
        var after = ages.afterEnrolling();
        if (after != null) {
            weighing.add(Family.BEHAVIOUR, "after_enrolling", after.toSeconds(), soon(after) ? in.of(SOON_WEIGHT) : 0);
        }
        boolean near = weighing.of(Family.PLACE) > 0 || weighing.of(Family.PAYMENT) > 0;
        weighing.add(Family.BEHAVIOUR, "idle", ages.olderIdle(), ages.olderIdle() && near ? in.of(IDLE_WEIGHT) : 0);
    }
}
