package dev.handsel.fraud.model;

import java.util.List;

/** One fact of the stream; what an event of its type does not carry is null or zero. */
record Event(
        String id,
        String type,
        long at,
        String customer,
        String email,
        String ip,
        String device,
        String fingerprint,
        String ref,
        String clickRef,
        String code,
        String coupon,
        List<String> coupons,
        String card,
        String payout,
        String terminal,
        String broker,
        String userAgent,
        String method,
        String invoice,
        Trade trade) {

    /** The part of a trade that an event tells. */
    record Trade(
            String id,
            String symbol,
            boolean buy,
            double volume,
            double price,
            double spread,
            long pnl,
            boolean signal) {}

    boolean session() {
        return type.equals("login") || type.equals("signup") || type.equals("affiliate_enrolled");
    }
}
