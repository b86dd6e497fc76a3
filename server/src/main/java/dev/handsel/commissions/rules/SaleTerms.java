package dev.handsel.commissions.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.words.Word;
import dev.handsel.programs.agreements.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What terms beside the rule set say of one invoice, as far as its commissions are computed from it.
 *
 * @param lines what holds for its lines; each line is in one of these
 * @param flats amounts in place of rates
 * @param holdDays days of 24 hours between payment and maturity
 * @param caps the most that is earned, one for each thing that is limited
 */
public record SaleTerms(List<LineTerms> lines, List<FlatAmount> flats, int holdDays, List<Cap> caps) {

    public SaleTerms {
        lines = List.copyOf(lines);
        flats = List.copyOf(flats);
        caps = List.copyOf(caps);
    }

    /**
     * What holds for some lines.
     *
     * @param lines their indexes, from 0
     * @param bonusRateBp as it was set
     * @param bonusOnFirstBp the same on top of the first rate: no more than that leaves of the whole, where levels meet
     * @param bonusOnRecurringBp the same on top of the recurring rate
     * @param maxMonths slices of a larger number earn nothing; null where there is no such limit
     * @param chosen where all that is set comes from
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LineTerms(
            List<Integer> lines,
            int firstRateBp,
            int recurringRateBp,
            int bonusRateBp,
            int bonusOnFirstBp,
            int bonusOnRecurringBp,
            @Nullable Integer maxMonths,
            List<Chosen> chosen) {

        boolean reach(int number) {
            return maxMonths == null || number <= maxMonths;
        }
    }

    SaleTerms withEarnedInMonth(long before) {
        return new SaleTerms(
                lines,
                flats,
                holdDays,
                caps.stream()
                        .map(cap -> cap.of() == Limited.AFFILIATE_MONTH
                                ? new Cap(cap.of(), cap.most(), before, cap.level(), cap.source())
                                : cap)
                        .toList());
    }

    /** What a flat amount is earned for. */
    public enum Per implements Word {
        FIRST_SALE,
        SALE,
        MONTH
    }

    /**
     * A flat amount in place of the rates of some lines.
     *
     * @param amount minor units of the invoice's currency
     * @param lines their indexes, from 0
     * @param first how often it is earned in the band FIRST
     * @param recurring how often in the band RECURRING
     * @param source the id of the terms that set it
     */
    public record FlatAmount(
            Per per, long amount, List<Integer> lines, int first, int recurring, Level level, String source) {}

    /** What a cap limits. */
    public enum Limited implements Word {
        CUSTOMER,
        AFFILIATE_MONTH
    }

    /**
     * The most that is earned.
     *
     * @param most minor units of the invoice's currency
     * @param before what earlier invoices have earned of it
     * @param source the id of the terms that set it
     */
    public record Cap(Limited of, long most, long before, Level level, String source) {

        /** What is left of it, in minor units. */
        public long left() {
            return Math.max(0, most - before);
        }
    }

    /**
     * Which level one member comes from.
     *
     * @param member its name as terms are written
     * @param value in words
     * @param source the id of the terms, or the version of the rule set
     * @param lost what weaker levels set, the strongest first
     */
    public record Chosen(String member, String value, Level level, String source, List<Lost> lost) {}

    /** What a weaker level sets. */
    public record Lost(String value, Level level, String source) {}
}
