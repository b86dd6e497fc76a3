package dev.handsel.commissions.reckoner;

import java.time.Instant;

/** A slice of one of the lines with the month of service in which it begins: of all, and of those in a row. */
record Numbered(int line, Instant begin, long amount, int number, int inARow) {

    boolean earns(Kind kind, RuleSet rules) {
        return switch (kind) {
            case FIRST -> number == 1;
            case RECURRING -> number > 1;
            case BONUS -> inARow >= rules.bonusFromMonth();
            case BOUNTY -> false;
        };
    }
}
