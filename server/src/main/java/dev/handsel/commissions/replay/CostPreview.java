package dev.handsel.commissions.replay;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Invoice;
import dev.handsel.commissions.replay.PreviewStore.Billed;
import dev.handsel.commissions.replay.PreviewStore.Numbered;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.Reversal;
import dev.handsel.commissions.rules.Slices;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.referrals.customers.Span;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * What the invoices of a period would have cost under other rates, by the same rules that make commissions. Writes
 * nothing, and holds a chunk of invoices at a time.
 */
@Service
class CostPreview {

    static final int CHUNK = 500;

    private final PreviewStore store;
    private final Transactions transactions;

    CostPreview(PreviewStore store, Transactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** Whose cost, in which currency. */
    record Whose(AffiliateId affiliate, String currency) {}

    /** Minor units: what was earned, and what of it was taken back. */
    record Cost(long earned, long reversed) {

        static final Cost NONE = new Cost(0, 0);

        Cost plus(Cost other) {
            return new Cost(Math.addExact(earned, other.earned), Math.addExact(reversed, other.reversed));
        }

        long net() {
            return earned - reversed;
        }
    }

    /** What a number of invoices cost, and what they would have cost. */
    record Compared(int invoices, Cost actual, Cost draft) {

        Compared plus(Compared other) {
            return new Compared(invoices + other.invoices, actual.plus(other.actual), draft.plus(other.draft));
        }

        long difference() {
            return draft.net() - actual.net();
        }
    }

    /** Compares all invoices paid from {@code from} on. */
    Map<Whose, Compared> compare(ProgramId program, RuleSet draft, Instant from) {
        return transactions.snapshot(() -> compared(program, draft, from));
    }

    private Map<Whose, Compared> compared(ProgramId program, RuleSet draft, Instant from) {
        var compared = new HashMap<Whose, Compared>();
        var after = "";
        while (true) {
            var chunk = store.next(program, from, after, CHUNK);
            var months = months(chunk);
            for (var billed : chunk) {
                var whose =
                        new Whose(billed.affiliate(), billed.invoice().charge().currency());
                compared.merge(whose, compare(billed, draft, months), Compared::plus);
            }
            if (chunk.size() < CHUNK) {
                return compared;
            }
            after = chunk.getLast().invoice().ref();
        }
    }

    /** The months of customers of whom a line may belong to a month that another invoice opened. */
    private Map<CustomerId, List<Numbered>> months(List<Billed> chunk) {
        var customers = chunk.stream()
                .map(Billed::invoice)
                .filter(invoice -> invoice.charge().prorates())
                .map(Invoice::customer)
                .distinct()
                .toList();
        return customers.isEmpty() ? Map.of() : store.spans(customers);
    }

    private static Compared compare(Billed billed, RuleSet draft, Map<CustomerId, List<Numbered>> months) {
        var actual = new Cost(billed.earned(), billed.reversed());
        var charge = billed.invoice().charge();
        if (!charge.withCash()) {
            return new Compared(1, actual, Cost.NONE);
        }
        var slices = Slices.of(charge, billed.invoice().span(), known(billed.invoice(), months));
        var would = Inputs.of(charge, slices, draft).earnings().stream()
                .map(earning -> new Cost(
                        earning.amount(), Reversal.target(earning.amount(), billed.takenBack(), charge.paid())))
                .reduce(Cost.NONE, Cost::plus);
        return new Compared(1, actual, would);
    }

    /** The months that were known when the invoice counted. */
    private static List<Span> known(Invoice invoice, Map<CustomerId, List<Numbered>> months) {
        return months.getOrDefault(invoice.customer(), List.of()).stream()
                .filter(opened -> opened.number() <= invoice.number())
                .map(Numbered::span)
                .toList();
    }
}
