package dev.handsel.programs.terms;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.programs.terms.Program.PayoutProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with a programme although each of its members is well-formed. */
final class ProgramFaults {

    private final List<Fault> found = new ArrayList<>();

    private ProgramFaults() {}

    /** What is wrong with a request beside the faults of its members; what is null was absent or faulty itself. */
    static List<Fault> of(ProgramController.ProgramRequest request) {
        var faults = new ProgramFaults();
        boolean whole = request.landingUrl() != null && request.allowedLandingHosts() != null;
        if (whole && !Program.allows(ProgramChanges.texts(request.allowedLandingHosts()), request.landingUrl())) {
            faults.hostNotAllowed();
        }
        boolean live = request.mode() == ProgramView.Mode.LIVE;
        faults.ofLive(live, Optional.ofNullable(request.payoutProvider()), request.clock() != null);
        return faults.found;
    }

    /** Refuses a draft with every fault that it has. */
    static void check(ProgramDraft draft, Program program) {
        var faults = new ProgramFaults();
        faults.ofAny(program, draft.landingUrl());
        faults.ofLive(
                draft.live(), Optional.of(draft.payoutProvider()), draft.clock().isPresent());
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
            hostNotAllowed();
        }
        for (var currency : program.payoutMinimums().keySet()) {
            if (Currencies.find(currency).isEmpty()) {
                add("/payout_minimums/" + currency, "unknown_currency", "There is no such currency with a minor unit.");
            }
        }
    }

    private void hostNotAllowed() {
        add("/landing_url", "host_not_allowed", "The host of the landing page is not among allowed_landing_hosts.");
    }

    private void ofLive(boolean live, Optional<PayoutProvider> provider, boolean clock) {
        if (live && provider.filter(chosen -> chosen != PayoutProvider.STRIPE).isPresent()) {
            add("/payout_provider", "live_needs_stripe", "A live programme pays out through stripe.");
        }
        if (live && clock) {
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
