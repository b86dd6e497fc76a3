package dev.handsel.fraud.accounts;

import org.jspecify.annotations.Nullable;

/**
 * Two accounts as they are kept; times are in milliseconds, 0 for never.
 *
 * @param strength of the link between them; 0 where they are not of one tree
 * @param stranger whether they come along with each other though nothing else ties them together
 * @param said JSON: which rules say something of either because of the other
 */
public record PairRow(
        String older,
        String younger,
        int trains,
        long lastTrain,
        int switches,
        long lastSwitch,
        int opposites,
        @Nullable String lastOpposite,
        double strength,
        boolean stranger,
        String said) {}
