package dev.handsel.commissions.rules;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;

/**
 * The part of an invoice line that pays for one month of service, or the whole of a line that pays for none.
 *
 * @param line index of the line, from 0
 * @param amount minor units; the slices of a line add up to it
 * @param number 1 and the months of service that were covered before it begins
 * @param inRow the same since the customer's last gap
 * @param begin when it begins
 */
public record Slice(
        int line,
        long amount,
        @JsonAlias("lifetime_month") int number,
        @JsonAlias("continuous_month") int inRow,
        @JsonAlias("month_start") Instant begin) {}
