package dev.handsel.inbox.events;

import dev.handsel.base.facts.Fact;
import java.time.Instant;

/**
 * A stored event, as those see it who follow them.
 *
 * @param seq its place in the order of arrival; numbers are missing where others' events have them
 * @param fact what it tells, whatever became of it: what was parked may still be applied, and what was not stays told
 */
public record LoggedEvent(long seq, Fact fact, Instant receivedAt) {}
