package dev.handsel.inbox.events;

import java.util.Map;
import java.util.Optional;

/** What the types of events tell and what their members mean, for those who send them; docs/events.md says the same. */
final class EventWords {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("click", "A visitor followed a link; for merchants who record clicks themselves."),
            Map.entry("signup", "A customer signed up. Who brought them is decided now, once."),
            Map.entry("affiliate_enrolled", "A customer is an affiliate, too; makes one under `customer` if need be."),
            Map.entry("login", "A customer signed in."),
            Map.entry("invoice_paid", "A customer paid an invoice."),
            Map.entry("refund", "Money of an invoice was given back."),
            Map.entry("refund_failed", "A refund failed or was canceled: all is as if it had not been told."),
            Map.entry(
                    "dispute_opened",
                    "A customer's bank took money of an invoice back, for now, or only asks about it."),
            Map.entry("dispute_won", "The dispute ended well: the money came back."),
            Map.entry("dispute_lost", "The dispute ended badly: the money is gone."),
            Map.entry("subscription_canceled", "A customer ended a subscription."),
            Map.entry("trade_opened", "A customer opened a trade."),
            Map.entry("trade_closed", "A customer closed a trade, or a part of it."),
            Map.entry("first_trade", "A customer traded for the first time; the first `trade_opened` says so as well."),
            Map.entry("terminal_linked", "A customer linked a trading terminal to a broker's account."));

    /** A member of one type is named with its type, where it means something else there. */
    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("id", "Yours, unique in the programme: sent again, the event counts once."),
            Map.entry("type", "What happened."),
            Map.entry("occurred_at", "When: RFC 3339, at most 5 minutes ahead of the programme's clock."),
            Map.entry("customer", "Your id of the user."),
            Map.entry("code", "What a visitor typed: the code of an affiliate."),
            Map.entry("click.code", "The code of an affiliate."),
            Map.entry("affiliate_enrolled.code", "The code that the affiliate is to have; one is made without."),
            Map.entry("ref", "Your own id of the click, which `click_ref` of a signup names."),
            Map.entry(
                    "click_id",
                    "The id of a click of the customer, as a link or the snippet "
                            + "told it; the first or the last of their clicks counts."),
            Map.entry("click_ref", "The `ref` of a click that you sent."),
            Map.entry("coupon", "The coupon of an affiliate that was used."),
            Map.entry("coupons", "Coupons that become the affiliate's."),
            Map.entry("email", "The customer's address; an affiliate does not earn by themself."),
            Map.entry("ip", "The address it came from."),
            Map.entry("user_agent", "The browser's `User-Agent`."),
            Map.entry("fingerprint", "Your fingerprint of the browser."),
            Map.entry("device", "Your id of the device."),
            Map.entry("referrer", "The page before."),
            Map.entry("url", "The page that was asked for."),
            Map.entry("method", "How the click was made, in your words."),
            Map.entry("payout_fingerprint", "Your fingerprint of the account that the affiliate is paid to."),
            Map.entry("payment_fingerprint", "Your fingerprint of the card or account that paid."),
            Map.entry("invoice", "Your id of the invoice."),
            Map.entry("currency", "ISO 4217, three capital letters."),
            Map.entry("reason", "Why the invoice was written, in the words of billing systems; it decides nothing."),
            Map.entry("lines", "What was charged, 1 to 90 lines that pay for 1,200 months together at most."),
            Map.entry("tax", "The tax of the whole invoice, in minor units; nothing is earned by it."),
            Map.entry("credit_applied", "What credit paid of it, in minor units with tax; nothing is earned by it."),
            Map.entry(
                    "debt_settled",
                    "What the same payment settled of an older debt, in minor units; what goes back is shared with it."),
            Map.entry(
                    "invoice_paid.lines.amount",
                    "In minor units, after discounts, without tax; negative for what is given back."),
            Map.entry("invoice_paid.lines.period_start", "When the period that it pays for begins."),
            Map.entry(
                    "invoice_paid.lines.months",
                    "How many months the period has; 0 for sales and fees. Either this or `period_end`."),
            Map.entry("invoice_paid.lines.period_end", "When the period ends, after its start, instead of `months`."),
            Map.entry("invoice_paid.lines.product", "Your id of what was sold."),
            Map.entry("amount", "In minor units, with tax."),
            Map.entry("refund", "Your id of the refund; the event's own without."),
            Map.entry("refund_failed.refund", "The `refund` that failed."),
            Map.entry("dispute", "Your id of the dispute."),
            Map.entry("kind", "A charge-back took the amount (so without), an inquiry nothing until it becomes one."),
            Map.entry("trade", "Your id of the trade."),
            Map.entry("first_trade.trade", "Your id of that trade."),
            Map.entry("symbol", "What is traded."),
            Map.entry("side", "Bought or sold."),
            Map.entry("volume", "How much, in lots: a decimal above 0."),
            Map.entry(
                    "trade_closed.volume",
                    "How much of the trade, in lots: a decimal above 0; all that is left without."),
            Map.entry("price", "A decimal."),
            Map.entry("account", "The account at the broker."),
            Map.entry("spread", "A decimal."),
            Map.entry("contract_size", "Units of a lot: a decimal."),
            Map.entry("signal", "Your id of the signal that the trade follows; none for trades by hand."),
            Map.entry("pnl", "What it came to, in minor units; negative for a loss."),
            Map.entry("commission", "What the broker took, in minor units."),
            Map.entry("terminal", "Your id of the terminal."),
            Map.entry("broker_account", "The account at the broker that it trades on."));

    private EventWords() {}

    /** What an event of this type tells. */
    static Optional<String> type(String type) {
        return Optional.ofNullable(TYPES.get(type));
    }

    /** What this member means in an event of this type; the type {@code invoice_paid.lines} is that of a line. */
    static Optional<String> member(String type, String member) {
        return Optional.ofNullable(MEMBERS.get(type + "." + member)).or(() -> Optional.ofNullable(MEMBERS.get(member)));
    }
}
