package dev.handsel.commissions.rules;

import dev.handsel.base.facts.ServicePeriod;
import java.time.Instant;

/**
 * A time that an invoice covers.
 *
 * @param invoice the merchant's id of it
 */
record Covering(String invoice, ServicePeriod period) {

    Instant start() {
        return period.start();
    }

    Instant end() {
        return period.end();
    }
}
