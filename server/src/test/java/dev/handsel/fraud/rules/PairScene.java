package dev.handsel.fraud.rules;

import dev.handsel.fraud.rules.PairFacts.Ages;
import dev.handsel.fraud.rules.PairFacts.Identifiers;
import dev.handsel.fraud.rules.PairFacts.Opposites;
import dev.handsel.fraud.rules.PairFacts.Trains;
import dev.handsel.fraud.rules.PairFacts.Visits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Two accounts of whom nothing says that they are one person, until a test says what does. */
final class PairScene {

    private boolean mailbox;
    private int stem;
    private boolean card;
    private boolean payoutAccount;
    private boolean brokerAccount;
    private boolean terminal;
    private int sessions = 10;
    private double device;
    private double fingerprint;
    private int fingerprintAccounts = 2;
    private double address;
    private int switches;
    private Trains trains = new Trains(0, 0, 0, 0, 0);
    private Opposites opposites = new Opposites(0, 0);
    private Duration apart = Duration.ofDays(40);
    private @Nullable Duration afterEnrolling;
    private boolean idle;

    /** An affiliate and a customer whom they referred 30 days after they had enrolled. */
    static PairScene affiliateAndCustomer() {
        return new PairScene().afterEnrolling(Duration.ofDays(30));
    }

    /** Two customers of one affiliate. */
    static PairScene siblings() {
        return new PairScene();
    }

    PairScene mailbox() {
        mailbox = true;
        return this;
    }

    PairScene stem(int letters) {
        stem = letters;
        return this;
    }

    PairScene card() {
        card = true;
        return this;
    }

    PairScene payoutAccount() {
        payoutAccount = true;
        return this;
    }

    PairScene brokerAccount() {
        brokerAccount = true;
        return this;
    }

    PairScene terminal() {
        terminal = true;
        return this;
    }

    PairScene sessions(int count) {
        sessions = count;
        return this;
    }

    PairScene device(double share) {
        device = share;
        return this;
    }

    PairScene fingerprint(double share) {
        fingerprint = share;
        return this;
    }

    PairScene fingerprintOn(int accounts) {
        fingerprintAccounts = accounts;
        return this;
    }

    PairScene address(double share) {
        address = share;
        return this;
    }

    PairScene switches(int count) {
        switches = count;
        return this;
    }

    PairScene trains(int times, double share, double expected) {
        trains = new Trains(times, share, expected, trains.followers(), trains.strangers());
        return this;
    }

    PairScene followers(int count) {
        trains = new Trains(trains.times(), trains.share(), trains.expected(), count, trains.strangers());
        return this;
    }

    PairScene strangers(int count) {
        trains = new Trains(trains.times(), trains.share(), trains.expected(), trains.followers(), count);
        return this;
    }

    PairScene opposites(int times, double share) {
        opposites = new Opposites(times, share);
        return this;
    }

    PairScene apart(Duration duration) {
        apart = duration;
        return this;
    }

    PairScene afterEnrolling(Duration duration) {
        afterEnrolling = duration;
        return this;
    }

    PairScene idle() {
        idle = true;
        return this;
    }

    PairFacts facts() {
        return new PairFacts(
                new Identifiers(mailbox, stem, card, payoutAccount, brokerAccount, terminal),
                new Visits(sessions, device, fingerprint, fingerprintAccounts, address, switches),
                trains,
                opposites,
                new Ages(apart, afterEnrolling, idle));
    }

    Action action() {
        var person = new SamePerson(Parameters.STANDARD);
        return person.action(person.score(facts()), facts());
    }

    PairScore score() {
        return new SamePerson(Parameters.STANDARD).score(facts());
    }
}
