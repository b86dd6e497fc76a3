package dev.handsel.commissions.accruals;

import dev.handsel.commissions.accruals.CommissionChange.ChangeCause;
import java.time.Instant;

/**
 * A fact that may change what a customer's invoices have earned.
 *
 * @param event the merchant's id of the event that told it
 * @param invoice the invoice it is about
 * @param cause what it is the cause of
 * @param occurredAt its own date
 * @param judgedFrom invoices paid from then on may be judged otherwise since
 */
record CausingFact(String event, String invoice, ChangeCause cause, Instant occurredAt, Instant judgedFrom) {}
