package dev.handsel.fraud.rules;

import dev.handsel.fraud.rules.AffiliateFacts.Newcomers;

/**
 * Counters of a programme, against which its affiliates are measured.
 *
 * @param arrivals of all affiliates together
 * @param organic customers whom nobody referred
 */
public record ProgramFacts(Arrivals arrivals, Newcomers organic) {}
