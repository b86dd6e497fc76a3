package dev.handsel.programs.terms;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.programs.agreements.Amounts;
import dev.handsel.programs.agreements.Conditions;
import dev.handsel.programs.agreements.Level;
import dev.handsel.programs.agreements.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * The terms that hold for facts dated from {@code effectiveFrom} on, until a later set takes over.
 *
 * @param id the row, the same for ever; 0 before there is one
 * @param version the name the manager gave it, unique in the programme
 * @param effectiveFrom the first instant it holds for
 * @param first the rate of a customer's first month
 * @param recurring the rate of every later month
 * @param bonus the rate on top for customers who stay
 * @param bonusFromMonth the continuous month, counted from 1, from which the bonus is earned
 * @param holdDays days of 24 hours between payment and maturity
 * @param gapGraceDays the longest pause, in days of 24 hours, that does not restart the continuous months
 * @param attributionWindowDays how many days of 24 hours a click counts for
 * @param firstTradeBounty what is earned once for a customer who has traded enough
 */
public record RuleSet(
        long id,
        String version,
        Instant effectiveFrom,
        BasisPoints first,
        BasisPoints recurring,
        BasisPoints bonus,
        int bonusFromMonth,
        int holdDays,
        int gapGraceDays,
        int attributionWindowDays,
        Amounts firstTradeBounty) {

    /** One that promises no bounty. */
    public RuleSet(
            long id,
            String version,
            Instant effectiveFrom,
            BasisPoints first,
            BasisPoints recurring,
            BasisPoints bonus,
            int bonusFromMonth,
            int holdDays,
            int gapGraceDays,
            int attributionWindowDays) {
        this(
                id,
                version,
                effectiveFrom,
                first,
                recurring,
                bonus,
                bonusFromMonth,
                holdDays,
                gapGraceDays,
                attributionWindowDays,
                Amounts.NONE);
    }

    /** The set that every programme begins with, in force for ever until another one follows. */
    static RuleSet standard(ProgramDraft draft) {
        return new RuleSet(
                0,
                "default",
                Instant.EPOCH,
                new BasisPoints(3000),
                new BasisPoints(1500),
                new BasisPoints(500),
                4,
                draft.holdDays(),
                30,
                draft.attribution().windowDays());
    }

    /** What it offers for every sale. */
    public Offer offer() {
        return new Offer(Level.PROGRAM, version, Conditions.of(first, recurring, bonus, holdDays));
    }

    /** The same from another instant on. */
    RuleSet from(Instant instant) {
        return new RuleSet(
                id,
                version,
                instant,
                first,
                recurring,
                bonus,
                bonusFromMonth,
                holdDays,
                gapGraceDays,
                attributionWindowDays,
                firstTradeBounty);
    }

    /** The bounty, in this currency if it names that, else in the first that it names by its code; nothing where it names none. */
    public Optional<Money> bounty(Currency currency) {
        return firstTradeBounty
                .in(currency)
                .or(() -> firstTradeBounty.minor().keySet().stream()
                        .min(Comparator.naturalOrder())
                        .map(Currency::of)
                        .flatMap(firstTradeBounty::in));
    }

    public Duration hold() {
        return Duration.ofDays(holdDays);
    }

    public Duration gapGrace() {
        return Duration.ofDays(gapGraceDays);
    }

    public Duration attributionWindow() {
        return Duration.ofDays(attributionWindowDays);
    }
}
