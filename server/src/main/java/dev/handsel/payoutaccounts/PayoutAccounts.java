package dev.handsel.payoutaccounts;

import dev.handsel.affiliates.Affiliate;
import dev.handsel.audit.AuditTrail;
import dev.handsel.database.Transactions;
import dev.handsel.ids.AffiliateId;
import dev.handsel.payoutaccounts.PayoutAccount.State;
import dev.handsel.programs.Program;
import dev.handsel.programs.Program.PayoutProvider;
import dev.handsel.programs.Programs;
import dev.handsel.refusal.Refused;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

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

    /** Those of these affiliates to whom money can be sent. */
    public Set<AffiliateId> enabled(Collection<AffiliateId> affiliates) {
        return store.enabled(affiliates);
    }

    /** The account as the provider last described it, where one was begun. */
    public Optional<PayoutAccount> find(AffiliateId affiliate) {
        return store.find(affiliate);
    }

    /** Begins an account for the affiliate, or returns the one it has. */
    PayoutAccount begin(Affiliate affiliate, String actor) {
        return transactions.required(() -> {
            var program = programs.get(affiliate.program());
            return switch (program.payoutProvider()) {
                case SIMULATED -> store.find(affiliate.id()).orElseGet(() -> added(affiliate, program, actor));
                case STRIPE -> throw unavailable();
            };
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
            var wanted = enabled ? State.ENABLED : State.RESTRICTED;
            return account.state() == wanted ? account : changed(account.saying(enabled), program, actor);
        });
    }

    private PayoutAccount changed(PayoutAccount account, Program program, String actor) {
        store.change(account, program.now(clock));
        record(account, "payout_account.changed", actor);
        return account;
    }

    private PayoutAccount added(Affiliate affiliate, Program program, String actor) {
        var account = new PayoutAccount(affiliate.id(), program.id(), program.payoutProvider(), State.ONBOARDING, 1);
        if (store.add(account, program.now(clock))) {
            record(account, "payout_account.created", actor);
        }
        return store.take(affiliate.id()).orElseThrow();
    }

    private void record(PayoutAccount account, String action, String actor) {
        var body = Map.of("provider", account.provider(), "state", account.state());
        audit.record(actor, action, account.affiliate().toString(), body);
    }

    private static Refused unavailable() {
        return Refused.conflict("provider_unavailable", "Payouts by Stripe are not available in this version.");
    }
}
