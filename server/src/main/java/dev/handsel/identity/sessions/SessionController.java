package dev.handsel.identity.sessions;

import dev.handsel.base.ids.SessionId;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/accounts/me/sessions")
class SessionController {

    record SessionView(SessionId id, String network, String agent, Instant startedAt, Instant lastUsedAt) {
        static SessionView of(Session session) {
            return new SessionView(
                    session.id(), session.network(), session.agent(), session.startedAt(), session.lastUsedAt());
        }
    }

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    @Operation(summary = "The caller's sessions on the pages, newest first", description = """
                    Tokens are not among them: one that was given out lasts until it expires.""")
    @GetMapping
    Page<SessionView> list(Caller.Person caller, PageRequest page) {
        return sessions.list(caller.account(), page).map(SessionView::of);
    }

    @Operation(
            summary = "Ends a session from its next request on, on every replica",
            description = "404 where the caller has no such session, or no longer.")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Caller.Person caller, @PathVariable SessionId id) {
        sessions.end(caller, id);
    }

    @Operation(summary = "Ends all of the caller's sessions", description = """
                    May be repeated.""")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(Caller.Person caller) {
        sessions.endAll(caller, null);
    }
}
