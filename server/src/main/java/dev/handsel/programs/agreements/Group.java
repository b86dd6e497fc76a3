package dev.handsel.programs.agreements;

import java.time.Instant;

/**
 * Affiliates who are to have the same terms.
 *
 * @param slug its name in paths and terms, unique in the programme for ever
 */
public record Group(String slug, String name, Instant createdAt) {}
