package dev.handsel.fraud.configuration;

import dev.handsel.fraud.rules.Parameters;
import java.util.Optional;

/**
 * What a programme has set for its rules.
 *
 * @param version counts changes; 0 while everything stands at its standard
 * @param inForce by which verdicts are made that move money
 * @param shadow by which verdicts are made beside them that move nothing; empty where none are
 */
public record RuleConfiguration(long version, Parameters inForce, Optional<Parameters> shadow) {

    /** Nothing was set. */
    public static final RuleConfiguration STANDARD = new RuleConfiguration(0, Parameters.STANDARD, Optional.empty());
}
