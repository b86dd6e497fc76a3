package dev.handsel.commissions.reckoner;

import java.time.Instant;

/** What an invoice earns of one kind, in minor units, before money goes back. */
record Band(Kind kind, long base, int rateBp, long amount, boolean flat, Instant matureAt) {

    Band cutTo(long most) {
        return new Band(kind, base, rateBp, Math.min(amount, most), flat, matureAt);
    }
}
