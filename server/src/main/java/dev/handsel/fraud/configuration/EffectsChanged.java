package dev.handsel.fraud.configuration;

import dev.handsel.base.ids.ProgramId;
import java.time.Instant;

/**
 * From now on verdicts of a programme restrict whom they are about, or nobody any more. Told in the transaction of the change, in
 * which nobody judges the programme and nothing else is locked.
 *
 * @param at by the clock of the programme
 * @param actor who changed it, as in the audit log
 */
public record EffectsChanged(ProgramId program, Effects effects, Instant at, String actor) {}
