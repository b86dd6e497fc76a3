package dev.handsel.commissions.rules;

import dev.handsel.referrals.customers.Span.Month;
import java.time.Instant;

/**
 * The part of an invoice line that pays for one service month.
 *
 * @param line index of the line, from 0
 * @param amount minor units; the slices of a line add up to it
 * @param lifetimeMonth number of the month in the customer's lifetime, from 1
 * @param continuousMonth number of the month since the customer's last gap, from 1
 * @param monthStart when the month begins
 */
public record Slice(int line, long amount, int lifetimeMonth, int continuousMonth, Instant monthStart) {

    static Slice of(int line, long amount, Month month) {
        return new Slice(line, amount, month.lifetime(), month.continuous(), month.start());
    }
}
