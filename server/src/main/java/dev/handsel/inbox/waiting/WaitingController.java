package dev.handsel.inbox.waiting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.waiting.WaitingThings.Counts;
import dev.handsel.platform.paging.DatedKey;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WaitingController {

    /**
     * A page of what waits.
     *
     * @param waiting how many wait in the programme
     * @param givenUp how many more were given up and have not been applied since
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record WaitingPage(
            List<WaitingThing> data,
            boolean hasMore,
            @Nullable String nextCursor,
            @Nullable String previousCursor,
            long waiting,
            long givenUp) {

        static WaitingPage of(Page<WaitingThing> page, Counts counts) {
            return new WaitingPage(
                    page.data(),
                    page.hasMore(),
                    page.nextCursor(),
                    page.previousCursor(),
                    counts.waiting(),
                    counts.givenUp());
        }
    }

    private final List<WaitingThings> things;
    private final Programs programs;

    WaitingController(List<WaitingThings> things, Programs programs) {
        this.things = things;
        this.programs = programs;
    }

    @Operation(summary = "What waits for something that has not been told, the newest first", description = """
                    An invoice without its signup, a refund without its invoice, the end of a dispute or of a trade without its
                    beginning, what Stripe told of a payment whose invoice is not known: nothing else waits. It counts as soon
                    as what `waits_for` names is told. After 30 days of the programme's clock it is given up (`given_up_at`): it
                    stays in this list, and counts all the same if that comes later. `waiting` and `given_up` say how many there
                    are of each. For people who run the programme, and for its API key.""")
    @GetMapping("/v1/programs/{id}/waiting")
    WaitingPage list(Caller caller, @PathVariable ProgramId id, PageRequest page) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        programs.get(id);
        var found =
                things.stream().flatMap(kind -> kind.list(id, page).stream()).toList();
        var counts = things.stream().map(kind -> kind.counts(id)).reduce(Counts.NONE, Counts::plus);
        return WaitingPage.of(Page.dated(page, found, thing -> new DatedKey(thing.since(), thing.event())), counts);
    }
}
