package dev.handsel.fraud.identities;

import dev.handsel.platform.settings.CannotStart;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How facts about fraud are kept ({@code HANDSEL_FRAUD_*}).
 *
 * @param reader whether this process follows events; others still take them
 * @param identitiesKept how long by the programme's clock an identity is kept after it was last told, in whole months or years
 */
@ConfigurationProperties("handsel.fraud")
record FraudSettings(
        @DefaultValue("true") boolean reader,
        @DefaultValue("P13M") Period identitiesKept) {

    private static final long LONGEST_MONTHS = 120;

    FraudSettings {
        long months = identitiesKept.toTotalMonths();
        boolean whole = identitiesKept
                .normalized()
                .equals(Period.ZERO.plusMonths(months).normalized());
        if (!whole || months < 1 || months > LONGEST_MONTHS) {
            throw new CannotStart(
                    "HANDSEL_FRAUD_IDENTITIES_KEPT is between one month and ten years, such as 13m or 2y, not "
                            + identitiesKept + ".");
        }
    }
}
