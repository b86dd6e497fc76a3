package dev.handsel.fraud.verdicts;

import dev.handsel.base.ids.ProgramId;

/** Has everything judged that was taken in until now; brought by who judges. */
public interface CatchUp {

    /** Returns once all that was told of the programme until now has been judged; in no transaction. */
    void catchUp(ProgramId program);
}
