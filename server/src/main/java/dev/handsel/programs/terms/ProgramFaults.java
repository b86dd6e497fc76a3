package dev.handsel.programs.terms;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.programs.terms.Program.PayoutProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a programme although each of its members is well-formed. */
final class ProgramFaults {

    private final List<Fault> found = new ArrayList<>();

    private ProgramFaults() {}

    /**
     * Refuses a draft with every fault that it has.
     *
     * @param stripeConfigured whether this server can pay through Stripe
     */
    static void check(ProgramDraft draft, Program program, boolean stripeConfigured) {
        var faults = new ProgramFaults();
        faults.ofAny(program, draft.landingUrl());
        faults.ofLive(draft, stripeConfigured);
        draft.clock()
                .filter(clock -> clock.isBefore(Instant.EPOCH))
                .ifPresent(_ -> faults.add("/clock", "out_of_range", "A clock starts in 1970 or later."));
        if (Currencies.find(draft.currency().getCurrencyCode()).isEmpty()) {
            faults.add("/currency", "unknown_currency", "There is no such currency with a minor unit.");
        }
        faults.refuse();
    }

    /** Refuses a changed programme with every fault that it has. */
    static void check(Program changed) {
        var faults = new ProgramFaults();
        WebAddress.find(changed.landingUrl()).ifPresent(address -> faults.ofAny(changed, address));
        faults.refuse();
    }

    private void ofAny(Program program, WebAddress landing) {
        if (!program.allows(landing)) {
            add("/landing_url", "host_not_allowed", "The host of the landing page is not among allowed_landing_hosts.");
        }
        for (var currency : program.payoutMinimums().keySet()) {
            if (Currencies.find(currency).isEmpty()) {
                add("/payout_minimums/" + currency, "unknown_currency", "There is no such currency with a minor unit.");
            }
        }
    }

    private void ofLive(ProgramDraft draft, boolean stripeConfigured) {
        if (draft.live() && draft.payoutProvider() != PayoutProvider.STRIPE) {
            add("/payout_provider", "live_needs_stripe", "A live programme pays out through stripe.");
        }
        if (draft.live() && draft.payoutProvider() == PayoutProvider.STRIPE && !stripeConfigured) {
            add(
                    "/payout_provider",
                    "stripe_not_configured",
                    "This server has no key for Stripe, so nobody could be paid: set HANDSEL_STRIPE_API_KEY first.");
        }
        if (draft.live() && draft.clock().isPresent()) {
            add("/clock", "test_only", "Only test programmes have a clock of their own.");
        }
    }

    private void add(String pointer, String code, String message) {
        found.add(new Fault(pointer, code, message));
    }

    private void refuse() {
        if (!found.isEmpty()) {
            throw Refused.invalid(found);
        }
    }
}
