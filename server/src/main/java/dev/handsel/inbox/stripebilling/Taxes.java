package dev.handsel.inbox.stripebilling;

import java.util.List;

/** The taxes of invoices and lines, as older and newer versions of Stripe's API tell them. */
final class Taxes {

    private Taxes() {}

    /** All tax of an invoice, whether its prices include it or not. */
    static long total(Payload invoice, StripeCurrency currency) {
        if (!invoice.at("total_taxes").absent()) {
            return sum(invoice.list("total_taxes"), currency);
        }
        if (!invoice.at("total_tax_amounts").absent()) {
            return sum(invoice.list("total_tax_amounts"), currency);
        }
        if (!invoice.at("tax").absent()) {
            return currency.amount(invoice.amount("tax"));
        }
        if (!invoice.at("total_excluding_tax").absent()) {
            return Math.subtractExact(
                    currency.amount(invoice.amount("total")), currency.amount(invoice.amount("total_excluding_tax")));
        }
        return invoice.list("lines").stream()
                .mapToLong(line -> sum(all(line), currency))
                .reduce(0, Math::addExact);
    }

    /** The tax that is within a line's amount. */
    static long included(Payload line, StripeCurrency currency) {
        return sum(
                all(line).stream()
                        .filter(tax -> tax.isTrue("inclusive") || tax.says("tax_behavior", "inclusive"))
                        .toList(),
                currency);
    }

    private static List<Payload> all(Payload line) {
        return line.at("taxes").absent() ? line.list("tax_amounts") : line.list("taxes");
    }

    private static long sum(List<Payload> taxes, StripeCurrency currency) {
        return taxes.stream()
                .mapToLong(tax -> currency.amount(tax.amount("amount")))
                .reduce(0, Math::addExact);
    }
}
