package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;

/** A programme, or its clock, is not what it was; published inside the transaction of the change. */
public record ProgramChanged(ProgramId program) {}
