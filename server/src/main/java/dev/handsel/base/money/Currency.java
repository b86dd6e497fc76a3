package dev.handsel.base.money;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A currency of ISO 4217, living or not: what is stored stays readable when a currency has ended. The table is our own
 * ({@code currencies.csv}), since Java, ICU and browsers each write some currencies with other decimals, and know others.
 *
 * @param code three capital letters
 * @param digits how many decimal places its minor unit has, as ISO 4217 says; amounts are stored in that unit
 * @param lastDay the last day on which something can be owed in it; null while there is none
 */
public record Currency(String code, int digits, @Nullable LocalDate lastDay) {

    /** The currency of a stored code; one that was never known throws {@link IllegalStateException}. */
    public static Currency of(String code) {
        return Currencies.find(code).orElseThrow(() -> new IllegalStateException("There never was a currency " + code));
    }

    /** Whether it had ended when something happened at {@code at}; days are those of UTC. */
    public boolean endedBefore(Instant at) {
        return lastDay != null && at.atOffset(ZoneOffset.UTC).toLocalDate().isAfter(lastDay);
    }

    @JsonValue
    @Override
    public String toString() {
        return code;
    }
}
