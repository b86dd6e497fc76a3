package dev.handsel.programs.terms;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.programs.terms.Program.AttributionTerms;
import dev.handsel.programs.terms.Program.Consent;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Program.PayoutSchedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A programme that is wanted.
 *
 * @param slug its name in links; without one it is made from the name
 * @param currency an ISO 4217 code
 * @param payoutHour when the daily batch runs, an hour of the day in UTC
 * @param clock where a test programme's clock starts; without it, at the system's present
 */
public record ProgramDraft(
        String name,
        Optional<String> slug,
        boolean live,
        WebAddress landingUrl,
        List<String> allowedLandingHosts,
        String currency,
        int holdDays,
        Map<String, Long> payoutMinimums,
        PayoutSchedule payoutSchedule,
        int payoutHour,
        PayoutProvider payoutProvider,
        boolean twoPersonPayouts,
        AttributionTerms attribution,
        Consent consent,
        Tracking tracking,
        Optional<Instant> clock) {}
