package dev.handsel.referrals.customers;

import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.words.Word;
import dev.handsel.programs.agreements.Subject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * To whom a customer is owed, decided once, with why and with everyone who lost.
 *
 * @param affiliate the winner; present exactly when {@code reason} is a way to win
 * @param candidates everyone who was considered, in order
 * @param link the winner's link that was clicked; null where the customer came otherwise, or before links were kept
 */
public record Attribution(
        @Nullable AffiliateId affiliate,
        AttributionReason reason,
        Instant decidedAt,
        List<Candidate> candidates,
        @Nullable LinkId link) {

    /** What decided. */
    public enum AttributionReason implements Word {
        COUPON,
        CLICK,
        DEVICE,
        CODE,
        NONE,
        SELF_REFERRAL
    }

    /** Someone who was considered, by what, and how it ended: {@code won}, or why they lost. */
    public record Candidate(
            AttributionReason by, String value, @Nullable AffiliateId affiliate, String outcome) {}

    /** The affiliate who is owed, if anybody is. */
    public Optional<AffiliateId> owner() {
        return Optional.ofNullable(affiliate);
    }

    /** The link or coupon that the customer came by, as terms are for; nothing where it was neither. */
    Optional<Subject> by() {
        if (reason == AttributionReason.COUPON) {
            return candidates.stream()
                    .filter(candidate -> candidate.outcome().equals(Attributor.WON))
                    .map(winner -> Subject.coupon(winner.value()))
                    .findFirst();
        }
        return Optional.ofNullable(link).map(Subject::of);
    }

    /** The word for what decided, or for why nobody is owed: {@code nobody_named}, or how the first candidate lost. */
    public String why() {
        return switch (reason) {
            case COUPON, CLICK, DEVICE, CODE, SELF_REFERRAL -> reason.word();
            case NONE ->
                candidates.stream()
                        .map(Candidate::outcome)
                        .min(Comparator.comparing(outcome -> !outcome.equals(Attributor.FILTERED)))
                        .orElse("nobody_named");
        };
    }

    /** What becomes of a fact about the customer: it counts for the affiliate, or for nobody. */
    FactOutcome outcome() {
        return affiliate == null
                ? new FactOutcome.NotAttributed(why())
                : new FactOutcome.Recorded(affiliate, why(), List.of());
    }

    /** A sentence on why this affiliate is owed, or why nobody is; it names nobody who lost, so that everybody may read it. */
    public String words() {
        return AttributionWords.decided(this);
    }

    /**
     * A sentence on who else was considered and how they lost, empty where nobody was. It names codes and coupons of others:
     * only for those who run the programme.
     */
    public String consideredWords() {
        return AttributionWords.considered(this);
    }
}
