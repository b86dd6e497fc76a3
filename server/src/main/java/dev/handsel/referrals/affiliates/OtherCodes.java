package dev.handsel.referrals.affiliates;

import dev.handsel.base.ids.ProgramId;

/** Whoever else gives out names that stand where an affiliate's code does tells which of them are taken. */
public interface OtherCodes {

    /** Whether {@code code}, in lower case, is such a name in the programme. */
    boolean taken(ProgramId program, String code);
}
