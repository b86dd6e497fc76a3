package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.idempotency.ShownOnce;
import dev.handsel.programs.terms.Program.AttributionTerms;
import dev.handsel.programs.terms.Program.Consent;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Program.PayoutSchedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A programme as the API shows it.
 *
 * @param clock the present of a test programme; absent for a live one
 * @param apiKey the first API key; only in the answer that makes the programme
 */
record ProgramView(
        ProgramId id,
        String name,
        String slug,
        Mode mode,
        String landingUrl,
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
        @Nullable Instant clock,
        Instant createdAt,
        @ShownOnce @Nullable String apiKey) {

    /** Whether real money moves. */
    enum Mode {
        LIVE,
        TEST
    }

    static ProgramView of(Program program) {
        return of(program, null);
    }

    static ProgramView of(ProgramSetUp.Created created) {
        return of(created.program(), created.apiKey());
    }

    private static ProgramView of(Program program, @Nullable String apiKey) {
        return new ProgramView(
                program.id(),
                program.name(),
                program.slug(),
                program.live() ? Mode.LIVE : Mode.TEST,
                program.landingUrl(),
                program.allowedLandingHosts(),
                program.currency().code(),
                program.holdDays(),
                new TreeMap<>(program.payoutMinimums()),
                program.payoutSchedule(),
                program.payoutHour(),
                program.payoutProvider(),
                program.twoPersonPayouts(),
                program.attribution(),
                program.consent(),
                program.tracking(),
                switch (program.clock()) {
                    case ProgramClock.Live _ -> null;
                    case ProgramClock.Test test -> test.instant();
                },
                program.createdAt(),
                apiKey);
    }

    @Override
    public String toString() {
        return "ProgramView[id=" + id + "]";
    }
}
