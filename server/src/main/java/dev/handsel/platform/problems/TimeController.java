package dev.handsel.platform.problems;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What time it is here, for clients whose clocks are wrong. */
@RestController
class TimeController {

    /** The time, in words and in seconds since 1970 as signatures have it. */
    record Time(Instant serverTime, long epochSeconds) {}

    private final InstantSource clock;

    TimeController(InstantSource clock) {
        this.clock = clock;
    }

    @Operation(summary = "What time it is here", description = """
            Unsigned. A client that is refused because of its clock sets its offset by this: half of the round trip after the
            request was sent, it was `server_time` here.""")
    @SecurityRequirements
    @GetMapping("/v1/time")
    Time time() {
        var now = clock.instant();
        return new Time(now, now.getEpochSecond());
    }
}
