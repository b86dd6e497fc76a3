package dev.handsel.commissions.reckoner;

import java.time.Instant;

/** Money that went back, with tax; if it failed or was canceled, it never was. */
record Refund(String id, String invoice, Instant at, long amount, boolean failed) {

    static Refund of(String invoice, String at, long amount) {
        return new Refund("re_" + invoice + "_" + at, invoice, Days.of(at), amount, false);
    }

    Refund thatFailed() {
        return new Refund(id, invoice, at, amount, true);
    }
}
