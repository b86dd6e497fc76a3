package dev.handsel.programs.terms;

import dev.handsel.base.addresses.CookieDomain;
import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.ProgramSetUp.Abilities;
import dev.handsel.programs.terms.Tracking.TrackingRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** What is wrong with a programme although each of its members is well-formed. */
final class ProgramFaults {

    private final List<Fault> found = new ArrayList<>();

    private ProgramFaults() {}

    /** What is wrong with a request beside the faults of its members; what is null was absent or faulty itself. */
    static List<Fault> of(ProgramController.ProgramRequest request) {
        var faults = new ProgramFaults();
        if (request.landingUrl() != null && request.allowedLandingHosts() != null) {
            faults.ofLanding(ProgramChanges.texts(request.allowedLandingHosts()), request.landingUrl());
        }
        faults.ofEnded(request);
        faults.ofTracking(TrackingRequest.orUsual(request.tracking()), CookieDomain::fault);
        boolean live = request.mode() == ProgramView.Mode.LIVE;
        faults.ofLive(live, Optional.ofNullable(request.payoutProvider()), request.clock() != null);
        return faults.found;
    }

    /**
     * Refuses a draft with every fault that it has, as its programme would begin at {@code now} by the system's clock.
     *
     * @param server what of this server a programme needs
     */
    static void check(ProgramDraft draft, Instant now, Abilities server) {
        var faults = new ProgramFaults();
        var present = draft.clock().orElse(now);
        faults.ofLanding(draft.allowedLandingHosts(), draft.landingUrl());
        faults.ofMinimums(draft.payoutMinimums().keySet(), present);
        faults.ofLive(
                draft.live(), Optional.of(draft.payoutProvider()), draft.clock().isPresent());
        faults.ofStripe(draft, server.stripeConfigured());
        faults.ofTracking(draft.tracking(), server.links()::fault);
        draft.clock()
                .filter(clock -> clock.isBefore(Instant.EPOCH))
                .ifPresent(_ -> faults.add("/clock", "out_of_range", "A clock starts in 1970 or later."));
        Currencies.fault("/currency", draft.currency(), present).ifPresent(faults.found::add);
        faults.refuse();
    }

    /** Refuses a changed programme with every fault that it has; what stood there before may stay. */
    static void check(Program before, Program changed, Instant now, LinkHosts links) {
        var faults = new ProgramFaults();
        WebAddress.find(changed.landingUrl())
                .ifPresent(address -> faults.ofLanding(changed.allowedLandingHosts(), address));
        var added = new TreeSet<>(changed.payoutMinimums().keySet());
        added.removeAll(before.payoutMinimums().keySet());
        faults.ofMinimums(added, now);
        if (!changed.tracking().equals(before.tracking())) {
            faults.ofTracking(changed.tracking(), links::fault);
        }
        faults.refuse();
    }

    private void ofLanding(List<String> hosts, WebAddress landing) {
        if (!Program.allows(hosts, landing)) {
            add("/landing_url", "host_not_allowed", "The host of the landing page is not among allowed_landing_hosts.");
        }
    }

    /** Faults of its names, and what a rule for domains says of its domain, given the pointer to it. */
    private void ofTracking(Tracking tracking, BiFunction<String, String, Optional<Fault>> domains) {
        Optional.ofNullable(tracking.cookieDomain())
                .flatMap(domain -> domains.apply("/tracking/cookie_domain", domain))
                .ifPresent(found::add);
        if (tracking.viaParameter().equals(tracking.clickIdParameter())) {
            add("/tracking/click_id_parameter", "same_name", "The code and the click need a parameter each.");
        }
    }

    /** Currencies that have ended by the clock that is asked for; without one, the draft is judged by the present. */
    private void ofEnded(ProgramController.ProgramRequest request) {
        var clock = request.clock();
        if (clock == null) {
            return;
        }
        Optional.ofNullable(request.currency()).ifPresent(code -> ended("/currency", code, clock));
        Optional.ofNullable(request.payoutMinimums())
                .ifPresent(minimums -> minimums.keySet().forEach(code -> ended(pointer(code), code, clock)));
    }

    private void ended(String pointer, String code, Instant at) {
        Currencies.find(code)
                .filter(currency -> currency.endedBefore(at))
                .flatMap(_ -> Currencies.fault(pointer, code, at))
                .ifPresent(found::add);
    }

    private void ofMinimums(Set<String> currencies, Instant now) {
        for (var currency : currencies) {
            Currencies.fault(pointer(currency), currency, now).ifPresent(found::add);
        }
    }

    private static String pointer(String currency) {
        return "/payout_minimums/" + currency.replace("~", "~0").replace("/", "~1");
    }

    private void ofStripe(ProgramDraft draft, boolean configured) {
        if (draft.live() && draft.payoutProvider() == PayoutProvider.STRIPE && !configured) {
            add(
                    "/payout_provider",
                    "stripe_not_configured",
                    "This server has no key for Stripe, so nobody could be paid: set HANDSEL_STRIPE_API_KEY first.");
        }
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
