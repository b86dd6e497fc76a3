package dev.handsel.programs.time;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.idempotency.KeylessPath;
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ClockController {

    private final Programs programs;
    private final ProgramTime time;
    private final InstantSource clock;

    ClockController(Programs programs, ProgramTime time, InstantSource clock) {
        this.programs = programs;
        this.time = time;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Moving {
        /** Each stop is committed by itself; a clock that stands where it was sent does not move again. */
        @Bean
        KeylessPath keylessClock() {
            return new KeylessPath(RequestPaths.only(HttpMethod.POST, "/v1/programs/*/clock"));
        }
    }

    record MoveRequest(@NotNull Instant now) {}

    record ClockView(
            ProgramId program, Instant now, @Nullable Instant nextDueAt) {}

    @Operation(
            summary = "What time it is in a test programme, and when something falls due next",
            description = "Moving the clock stops at everything that falls due on the way.")
    @GetMapping("/v1/programs/{id}/clock")
    ClockView get(Caller caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        return view(id);
    }

    @Operation(summary = "Move a test programme's clock forward", description = """
                    Answers when everything that was due by then has been done, in the order in which it fell due.
                    Repeating it is harmless and needs no key; what a move that was cut short did stays done. A clock never
                    goes back (409).""")
    @PostMapping("/v1/programs/{id}/clock")
    ClockView move(Caller caller, @PathVariable ProgramId id, @RequestBody MoveRequest request) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER);
        time.move(id, request.now(), caller.actor());
        return view(id);
    }

    private ClockView view(ProgramId id) {
        var program = programs.get(id);
        if (program.live()) {
            throw Refused.conflict("clock_is_live", "The clock of a live programme is the system's.");
        }
        return new ClockView(id, program.now(clock), time.nextDue(id).orElse(null));
    }
}
