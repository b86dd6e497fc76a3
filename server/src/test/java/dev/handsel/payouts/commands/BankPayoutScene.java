package dev.handsel.payouts.commands;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import java.util.Map;

/** Transfers whose accounts pay out only when asked to. */
abstract class BankPayoutScene extends CommandScene {

    protected StripeCommand order(PayoutId payout) {
        return commands.last(CommandKind.BANK_PAYOUT, payout);
    }

    protected void told(String type, Payee payee) {
        events.of(type, destination(payee)).forEach(events::deliver);
        events.apply();
    }

    protected void refuse() {
        stripe.fault(
                "/v1/payouts$",
                "status_before_pinned",
                Map.of("method", "POST", "status", 400, "code", "balance_insufficient"));
    }

    protected void backdateRefusal(PayoutId payout, int hours) {
        jdbc.sql("update stripe_command set undone_at = undone_at - make_interval(hours => :hours)"
                        + " where payout_id = :id and undone_at is not null")
                .param("hours", hours)
                .param("id", payout.value())
                .update();
    }

    /** The bank sends back what was ordered last. */
    protected String fails(PayoutId payout, Payee payee) {
        var reference = String.valueOf(order(payout).reference());
        stripe.control("payouts/" + reference + "/fail", Map.of("failure_code", "account_closed"));
        told("payout.failed", payee);
        return reference;
    }

    protected void bankChanged(Payee payee, String ago) {
        jdbc.sql("""
                update payout_account set bank_account = 'ba_' || gen_random_uuid(), bank_changed_at = now() - :ago::interval
                where affiliate_id = :id
                """).param("ago", ago).param("id", payee.id().value()).update();
    }
}
