package dev.handsel.inbox.waiting;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.paging.PageRequest;
import java.util.List;

/** A kind of things that wait in programmes. A module brings its own as a bean; they are put together to one list. */
public interface WaitingThings {

    /** How many wait, and how many more were given up and have not been applied since. */
    record Counts(long waiting, long givenUp) {

        /** None at all. */
        public static final Counts NONE = new Counts(0, 0);

        /** These and others. */
        public Counts plus(Counts others) {
            return new Counts(waiting + others.waiting, givenUp + others.givenUp);
        }
    }

    /**
     * Those of the programme that the page asks for, by since when they wait and the event's id
     * ({@link PageRequest#newestFirst(String, String)}).
     */
    List<WaitingThing> list(ProgramId program, PageRequest page);

    /** How many there are in the programme. */
    Counts counts(ProgramId program);

    /** How many there are in all programmes. */
    Counts counts();
}
