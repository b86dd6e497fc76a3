package dev.handsel.programs;

import dev.handsel.ids.ProgramId;

/** A programme, or its clock, is not what it was; published inside the transaction of the change. */
public record ProgramChanged(ProgramId program) {}
