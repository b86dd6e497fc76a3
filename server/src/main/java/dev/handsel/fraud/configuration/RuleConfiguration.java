package dev.handsel.fraud.configuration;

import dev.handsel.fraud.rules.Parameters;

/**
 * What a programme has set for its rules.
 *
 * @param version counts changes; 0 while everything stands at its standard
 * @param inForce by which verdicts are made
 * @param effects what verdicts do
 */
public record RuleConfiguration(long version, Parameters inForce, Effects effects) {

    /** Nothing was set. */
    public static final RuleConfiguration STANDARD = new RuleConfiguration(0, Parameters.STANDARD, Effects.FULL);
}
