package dev.handsel.referrals.links;

import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** For how long browsers keep the cookies of a programme: as long as a click of today counts by the terms of today. */
@Component
class CookieAges {

    /** Browsers keep nothing longer (IETF, draft-ietf-httpbis-rfc6265bis, 5.5). */
    private static final Duration MOST = Duration.ofDays(400);

    private final Programs programs;
    private final InstantSource clock;

    CookieAges(Programs programs, InstantSource clock) {
        this.programs = programs;
        this.clock = clock;
    }

    Duration of(Program program) {
        var window = programs.terms(program.id()).at(program.now(clock)).attributionWindow();
        return window.compareTo(MOST) < 0 ? window : MOST;
    }
}
