package dev.handsel.inbox.stripebilling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lines of a paid invoice: each amount after its discounts and without its tax, together exactly the invoice's total
 * without tax.
 *
 * <p>A line has a service period where its period has a length and it is a subscription's, or a proration, or the invoice is
 * no subscription's. Items beside a subscription have none, because Stripe gives them the subscription's period if nothing
 * else was said. Stripe sends the first lines of a long invoice only, and knows shipping and roundings that are on no line:
 * what is missing from the total is told as a line of its own, without a service period, at the time of the payment.
 */
final class InvoiceLines {

    private final Payload invoice;
    private final StripeCurrency currency;
    private final Instant paidAt;
    private final boolean besideSubscription;

    private InvoiceLines(Payload invoice, StripeCurrency currency, Instant paidAt) {
        this.invoice = invoice;
        this.currency = currency;
        this.paidAt = paidAt;
        this.besideSubscription = ofSubscription(invoice);
    }

    /** The lines, at least one, which add up to {@code total}. */
    static List<SoldLine> of(Payload invoice, StripeCurrency currency, long total, Instant paidAt) {
        return new InvoiceLines(invoice, currency, paidAt).of(total);
    }

    private List<SoldLine> of(long total) {
        var lines = new ArrayList<SoldLine>();
        invoice.list("lines").forEach(line -> lines.add(line(line)));
        long sent = lines.stream().mapToLong(SoldLine::amount).reduce(0, Math::addExact);
        long rest = Math.subtractExact(total, sent);
        if (rest != 0 || lines.isEmpty()) {
            lines.add(new SoldLine(rest, paidAt, Optional.empty(), Optional.empty()));
        }
        return FewLines.of(lines);
    }

    private SoldLine line(Payload line) {
        var period = line.at("period");
        var start = period.time("start").orElse(paidAt);
        var end = period.time("end").filter(until -> until.isAfter(start) && serves(line));
        return new SoldLine(net(line), start, end, product(line));
    }

    private boolean serves(Payload line) {
        return subscriptions(line) || proration(line) || !besideSubscription;
    }

    private long net(Payload line) {
        long net = currency.amount(line.amount("amount"));
        for (var discount : line.list("discount_amounts")) {
            net = Math.subtractExact(net, currency.amount(discount.amount("amount")));
        }
        for (var credit : line.list("pretax_credit_amounts")) {
            if (credit.says("type", "credit_balance_transaction")) {
                net = Math.subtractExact(net, currency.amount(credit.amount("amount")));
            }
        }
        return Math.subtractExact(net, Taxes.included(line, currency));
    }

    /** Whether the invoice is a subscription's: it says so itself, in the words of any version, or one of its lines does. */
    private static boolean ofSubscription(Payload invoice) {
        return invoice.reference("subscription").isPresent()
                || invoice.at("parent").says("type", "subscription_details")
                || invoice.text("billing_reason")
                        .filter(reason -> reason.startsWith("subscription"))
                        .isPresent()
                || invoice.list("lines").stream().anyMatch(InvoiceLines::namesSubscription);
    }

    private static boolean namesSubscription(Payload line) {
        return subscriptions(line)
                || line.reference("subscription").isPresent()
                || line.at("parent")
                        .at("invoice_item_details")
                        .reference("subscription")
                        .isPresent();
    }

    /** {@code parent} since 2025-03-31, {@code type} before. */
    private static boolean subscriptions(Payload line) {
        var kind = line.at("parent").text("type").or(() -> line.text("type"));
        return kind.map(known -> known.equals("subscription") || known.equals("subscription_item_details"))
                .orElseGet(() -> line.at("price").at("recurring").isObject()
                        || line.at("plan").isObject());
    }

    private static boolean proration(Payload line) {
        var parent = line.at("parent");
        return line.isTrue("proration")
                || parent.at("subscription_item_details").isTrue("proration")
                || parent.at("invoice_item_details").isTrue("proration");
    }

    /**
     * What was sold: Stripe's id of the product, or of the price where no product is told; of the plan in the oldest
     * invoices. {@code pricing} since 2025-03-31, {@code price} before.
     */
    private static Optional<String> product(Payload line) {
        var details = line.at("pricing").at("price_details");
        return Stream.of(
                        details.reference("product"),
                        line.at("price").reference("product"),
                        line.at("plan").reference("product"),
                        details.reference("price"),
                        line.reference("price"),
                        line.reference("plan"))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
