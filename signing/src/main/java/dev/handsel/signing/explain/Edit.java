package dev.handsel.signing.explain;

import dev.handsel.signing.explain.Mistake.Code;
import java.util.function.UnaryOperator;

/**
 * A change to a text by which it becomes the one that a client with a mistake signs.
 *
 * @param place what is changed; two edits of different places can be made together
 */
record Edit(String place, Mistake mistake, UnaryOperator<Draft> change) {

    static Edit of(String place, Code code, String explanation, UnaryOperator<Draft> change) {
        return new Edit(place, new Mistake(code, explanation), change);
    }

    /** Gives a part another value. */
    static Edit value(String part, Code code, String explanation, String value) {
        return of(part, code, explanation, draft -> draft.with(part, value));
    }

    Draft applied(Draft draft) {
        return change.apply(draft);
    }
}
