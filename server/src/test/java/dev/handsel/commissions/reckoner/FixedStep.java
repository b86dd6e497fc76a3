package dev.handsel.commissions.reckoner;

import java.time.YearMonth;

/** A step that an affiliate had reached when a month began in UTC: its rates replace, in that month, those of the terms. */
record FixedStep(SpecialTerms terms, String affiliate, YearMonth month, Conditions rates) {}
