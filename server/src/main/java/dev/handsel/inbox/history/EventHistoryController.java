package dev.handsel.inbox.history;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.ResultWord;
import dev.handsel.inbox.history.EventViews.EventDetailView;
import dev.handsel.inbox.history.EventViews.EventSummaryView;
import dev.handsel.inbox.history.HistoryStore.Wanted;
import dev.handsel.platform.paging.DatedKey;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EventHistoryController {

    private static final Role[] READERS = {Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST};

    private final HistoryStore store;
    private final EventViews views;
    private final Programs programs;

    EventHistoryController(HistoryStore store, EventViews views, Programs programs) {
        this.store = store;
        this.views = views;
        this.programs = programs;
    }

    @Operation(summary = "The events of a programme, the newest first", description = """
                    In the order in which they were received. `result`, `type` and `customer` narrow the list. What was told under
                    an id that was taken, or of a thing that is known otherwise, is listed as `quarantined` with its reason; what
                    was `invalid` is not stored. People name the `program`, an API key need not.""")
    @GetMapping("/v1/events")
    Page<EventSummaryView> list(
            Caller caller,
            @RequestParam Optional<ProgramId> program,
            @RequestParam Optional<ResultWord> result,
            @RequestParam Optional<String> type,
            @RequestParam Optional<String> customer,
            PageRequest page) {
        var of = caller.requireProgram(program, READERS);
        programs.get(of);
        var wanted = new Wanted(result.map(ResultWord::word), type, customer);
        var contradictory = result.isEmpty() || result.get() == ResultWord.QUARANTINED;
        var found = Stream.concat(
                        store.events(of, wanted, page).stream(),
                        contradictory ? store.contradictions(of, wanted, page).stream() : Stream.<ToldEvent>of())
                .toList();
        return Page.dated(page, found, event -> new DatedKey(event.receivedAt(), event.key()))
                .map(EventViews::summary);
    }

    @Operation(summary = "An event, with all that followed from it", description = """
                    What was told, what became of it, and the commission lines that it earned or changed, with their bookings.
                    `payload` is what was stored; members by which a person could be found or known again (`account`,
                    `broker_account`, `device`, `email`, `fingerprint`, `ip`, `payment_fingerprint`, `payout_fingerprint`,
                    `referrer`, `terminal`, `url`, `user_agent`) are shown to owners and managers alone, and named in
                    `withheld` to everybody else. An id that cannot stand in a path, as it holds a slash or a percent sign,
                    is given as `/v1/events/-?event=`. People name the `program`, an API key need not.""")
    @GetMapping("/v1/events/{id}")
    ResponseEntity<EventDetailView> get(
            Caller caller,
            @PathVariable String id,
            @RequestParam Optional<String> event,
            @RequestParam Optional<ProgramId> program) {
        var of = caller.requireProgram(program, READERS);
        var name = id.equals("-") ? event.orElse(id) : id;
        var found = store.find(of, name).orElseThrow(() -> Refused.notFound("event"));
        var view = views.detail(of, found, seesPeople(caller));
        return ResponseEntity.ok().eTag(etag(view)).body(view);
    }

    /** A key that is lost must not lose addresses too: whoever has it told them, and need not be told. */
    private static boolean seesPeople(Caller caller) {
        return switch (caller) {
            case Caller.Person person -> person.has(Role.OWNER) || person.has(Role.MANAGER);
            case Caller.Merchant _ -> false;
        };
    }

    /** What is shown follows from several tables, so that what is shown is itself the version. */
    private static String etag(EventDetailView view) {
        return "\"" + HexFormat.of().formatHex(Sha256.of(view.toString()), 0, 16) + "\"";
    }
}
