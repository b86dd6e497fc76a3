package dev.handsel.payouts.accounts;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.payouts.accounts.PayoutAccount.PayoutAccountState;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Whom money can be sent to. */
@Service
public class PayoutAccounts {

    private final PayoutAccountStore store;
    private final Programs programs;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    PayoutAccounts(
            PayoutAccountStore store,
            Programs programs,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.programs = programs;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The accounts of those of these affiliates to whom money can be sent. */
    public Map<AffiliateId, PayoutAccount> enabled(Collection<AffiliateId> affiliates) {
        return store.enabled(affiliates);
    }

    /** The account as the provider last described it, where one was begun. */
    public Optional<PayoutAccount> find(AffiliateId affiliate) {
        return store.find(affiliate);
    }

    /** The account that the provider calls so, unless another one took its place. */
    public Optional<PayoutAccount> findByReference(String reference) {
        return store.findByReference(reference);
    }

    /**
     * Writes down what Stripe says of an account. What was asked for earlier than what is known already is old news and
     * changes nothing.
     *
     * @param account the object of Stripe
     * @param askedAt when it was asked for, by the system's clock
     * @return the account as it stands, unless it is none of ours
     */
    public Optional<PayoutAccount> described(JsonNode account, Instant askedAt) {
        return transactions.required(() -> {
            var reference = account.path("id").asString("");
            var known = store.takeByReference(reference);
            if (known.isPresent() && store.asked(reference, askedAt)) {
                var next = known.get().described(StripeAccount.read(account), askedAt);
                return Optional.of(changed(known.get(), next, "stripe"));
            }
            return known;
        });
    }

    /** Writes down that Stripe lets us into this account no longer. */
    public void disconnected(String reference) {
        transactions.run(() -> store.takeByReference(reference)
                .ifPresent(account -> changed(account, account.disconnected(), "stripe")));
    }

    /** Whether Stripe was asked about this account since then, by the system's clock. */
    public boolean askedSince(String reference, Instant then) {
        return store.askedSince(reference, then);
    }

    /** Accounts at Stripe that were not asked about since {@code before}, and that may have changed. */
    public Collection<String> unasked(Instant before, int most) {
        return store.unasked(before, most);
    }

    /** Begins an account for the affiliate, or returns the one it has. */
    PayoutAccount begin(Affiliate affiliate, String actor) {
        return transactions.required(() -> {
            var account = store.take(affiliate.id())
                    .orElseGet(() -> added(affiliate, programs.get(affiliate.program()), actor));
            return account.state() == PayoutAccountState.DISCONNECTED
                    ? changed(account, account.again(), actor)
                    : account;
        });
    }

    /** Writes down what Stripe calls the account. */
    PayoutAccount opened(PayoutAccount begun, String reference, String actor) {
        return transactions.required(() -> {
            var account = store.take(begun.affiliate()).orElseThrow();
            boolean open = account.generation() != begun.generation() || account.reference() != null;
            return open ? account : changed(account, account.opened(reference), actor);
        });
    }

    /**
     * Writes down what is asked of Stripe; where that was written down already, that is asked for again. Nothing where another
     * account took its place meanwhile.
     */
    Optional<Opening> freeze(Opening wanted) {
        return transactions.required(() -> store.freeze(wanted).map(form -> new Opening(wanted.account(), form)));
    }

    /** What was asked for was refused for good: something else may be asked for. */
    void thaw(Opening refused) {
        transactions.run(() -> store.thaw(refused));
    }

    /** Another account is to be opened in place of this one, to which nothing was ever sent; repeating does it once. */
    PayoutAccount replace(PayoutAccount unused, String actor) {
        return transactions.required(() -> {
            var account = store.take(unused.affiliate()).orElseThrow();
            return account.generation() == unused.generation() ? changed(account, account.again(), actor) : account;
        });
    }

    /** Does what the simulated provider is told: money can be sent, or cannot. */
    PayoutAccount simulate(Affiliate affiliate, boolean enabled, String actor) {
        return transactions.required(() -> {
            var program = programs.get(affiliate.program());
            if (program.payoutProvider() != PayoutProvider.SIMULATED) {
                throw Refused.conflict("not_simulated", "The provider of this programme's payouts is a real one.");
            }
            var account = store.take(affiliate.id()).orElseGet(() -> added(affiliate, program, actor));
            var wanted = enabled ? PayoutAccountState.ENABLED : PayoutAccountState.RESTRICTED;
            return changed(account, account.state() == wanted ? account : account.saying(enabled), actor);
        });
    }

    private PayoutAccount changed(PayoutAccount from, PayoutAccount to, String actor) {
        if (to.version() != from.version()) {
            store.change(to, programs.get(to.program()).now(clock));
            record(to, "payout_account.changed", actor);
        }
        return to;
    }

    private PayoutAccount added(Affiliate affiliate, Program program, String actor) {
        var account = PayoutAccount.begun(affiliate.id(), program.id(), program.payoutProvider());
        if (store.add(account, program.now(clock))) {
            record(account, "payout_account.created", actor);
        }
        return store.take(affiliate.id()).orElseThrow();
    }

    private void record(PayoutAccount account, String action, String actor) {
        var body = account.reference() == null
                ? Map.of("provider", account.provider(), "state", account.state())
                : Map.of("provider", account.provider(), "state", account.state(), "reference", account.reference());
        audit.record(actor, action, account.affiliate().toString(), body);
    }
}
