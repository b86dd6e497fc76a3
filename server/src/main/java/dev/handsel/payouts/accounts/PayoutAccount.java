package dev.handsel.payouts.accounts;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.programs.terms.Program.PayoutProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An affiliate's account with the provider of payouts.
 *
 * @param reference what the provider calls it; null until it was begun there, and with the simulated provider
 * @param requirements what the provider asks for now, in its own words
 * @param disabledReason why the provider pays nothing out, in its own words
 * @param bank where the provider pays out to
 * @param paysByHand whether the provider pays it out only when it is asked to
 * @param generation counts the accounts begun, of which the last one counts
 * @param version counts changes, for {@code ETag}
 */
public record PayoutAccount(
        AffiliateId affiliate,
        ProgramId program,
        PayoutProvider provider,
        PayoutAccountState state,
        @Nullable String reference,
        List<String> requirements,
        @Nullable String disabledReason,
        @Nullable Bank bank,
        boolean paysByHand,
        int generation,
        long version) {

    public PayoutAccount {
        requirements = List.copyOf(requirements);
    }

    /** What the provider last said. */
    public enum PayoutAccountState implements Word {
        /** Not set up to the end. */
        ONBOARDING,
        /** Money can be sent. */
        ENABLED,
        /** Everything was filled in, and yet no money can be sent now. */
        RESTRICTED,
        /** The affiliate has taken our access away: nothing is ever sent there again. */
        DISCONNECTED;
    }

    /**
     * The bank accounts that the provider pays out to.
     *
     * @param name all of them, each as the provider names it, between commas
     * @param changedAt when one was first seen that is not of the first ones, by the system's clock
     */
    public record Bank(String name, @Nullable Instant changedAt) {

        private static final String BETWEEN = ", ";

        /**
         * After the provider named these. One that was not known before may be somebody else's; to have fewer than before harms
         * nobody.
         */
        static @Nullable Bank next(@Nullable Bank known, List<String> named, Instant now) {
            var name = named.stream().distinct().sorted().collect(Collectors.joining(BETWEEN));
            if (name.isEmpty()) {
                return known;
            }
            if (known == null) {
                return new Bank(name, null);
            }
            boolean other = !List.of(known.name.split(BETWEEN)).containsAll(named);
            return new Bank(name, other ? now : known.changedAt);
        }
    }

    /** An account that is begun. */
    static PayoutAccount begun(AffiliateId affiliate, ProgramId program, PayoutProvider provider) {
        return new PayoutAccount(
                affiliate, program, provider, PayoutAccountState.ONBOARDING, null, List.of(), null, null, false, 1, 1);
    }

    public boolean payoutsEnabled() {
        return state == PayoutAccountState.ENABLED;
    }

    /** When the bank account was changed, by the system's clock; null where it is the first one, or there is none. */
    public @Nullable Instant bankChangedAt() {
        return bank == null ? null : bank.changedAt();
    }

    /**
     * For how long a change of the bank account still holds money back; nothing where it does not.
     *
     * @param hold how long a change does so
     * @param now by the system's clock
     */
    public Optional<Duration> heldByBank(Duration hold, Instant now) {
        var changedAt = bankChangedAt();
        return changedAt != null && changedAt.plus(hold).isAfter(now)
                ? Optional.of(Duration.between(now, changedAt.plus(hold)))
                : Optional.empty();
    }

    /** After the simulated provider was told. */
    PayoutAccount saying(boolean enabled) {
        return with(
                enabled ? PayoutAccountState.ENABLED : PayoutAccountState.RESTRICTED,
                reference,
                requirements,
                disabledReason,
                bank,
                paysByHand);
    }

    PayoutAccount opened(String name) {
        return with(state, name, requirements, disabledReason, bank, paysByHand);
    }

    /** After the provider described it, at {@code now} of the system; the same where nothing changed. */
    PayoutAccount described(StripeAccount said, Instant now) {
        var described = with(
                said.state(),
                reference,
                said.requirements(),
                said.disabledReason(),
                Bank.next(bank, said.banks(), now),
                said.paysByHand());
        return described.sameAs(this) ? this : described;
    }

    PayoutAccount disconnected() {
        return state == PayoutAccountState.DISCONNECTED
                ? this
                : with(PayoutAccountState.DISCONNECTED, reference, List.of(), null, bank, paysByHand);
    }

    /** Another account at the provider in place of one that was taken away. */
    PayoutAccount again() {
        return new PayoutAccount(
                affiliate,
                program,
                provider,
                PayoutAccountState.ONBOARDING,
                null,
                List.of(),
                null,
                null,
                false,
                generation + 1,
                version + 1);
    }

    private boolean sameAs(PayoutAccount other) {
        return equals(new PayoutAccount(
                other.affiliate,
                other.program,
                other.provider,
                other.state,
                other.reference,
                other.requirements,
                other.disabledReason,
                other.bank,
                other.paysByHand,
                other.generation,
                version));
    }

    private PayoutAccount with(
            PayoutAccountState said,
            @Nullable String name,
            List<String> asked,
            @Nullable String reason,
            @Nullable Bank pays,
            boolean byHand) {
        return new PayoutAccount(
                affiliate, program, provider, said, name, asked, reason, pays, byHand, generation, version + 1);
    }
}
