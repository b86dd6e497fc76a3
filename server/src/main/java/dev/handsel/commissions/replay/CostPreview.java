package dev.handsel.commissions.replay;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Histories;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.commissions.rules.CustomerHistory;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.referrals.customers.Customer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * What the invoices of a period would have cost under other rates, by the same rules that make commissions. Writes
 * nothing, and holds a chunk of customers at a time.
 */
@Service
class CostPreview {

    static final int CHUNK = 200;

    private final AllCustomers customers;
    private final Histories histories;
    private final PreviewStore store;
    private final Transactions transactions;

    CostPreview(AllCustomers customers, Histories histories, PreviewStore store, Transactions transactions) {
        this.customers = customers;
        this.histories = histories;
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

    /** The terms that an invoice would have been judged by. */
    interface Draft {
        RuleSet at(Instant paidAt);
    }

    /** Compares all invoices paid from {@code from} on. */
    Map<Whose, Compared> compare(ProgramId program, Draft draft, Instant from) {
        return transactions.snapshot(() -> compared(program, draft, from));
    }

    private Map<Whose, Compared> compared(ProgramId program, Draft draft, Instant from) {
        var compared = new HashMap<Whose, Compared>();
        var chunk = customers.attributed(program, Optional.empty(), CHUNK);
        while (!chunk.isEmpty()) {
            var ids = chunk.stream().map(Customer::id).toList();
            var known = histories.of(ids);
            var costs = store.costs(ids);
            for (var customer : chunk) {
                var theirs = Optional.ofNullable(known.get(customer.id()));
                var actual = costs.getOrDefault(customer.id(), Map.of());
                theirs.ifPresent(one -> compare(customer, one, actual, draft, from, compared));
            }
            chunk = customers.attributed(program, Optional.of(chunk.getLast().id()), CHUNK);
        }
        return compared;
    }

    private static void compare(
            Customer customer,
            Known known,
            Map<String, Cost> actual,
            Draft draft,
            Instant from,
            Map<Whose, Compared> compared) {
        var history = known.of(customer);
        for (var invoice : known.invoices()) {
            var charge = invoice.judged().charge();
            if (!charge.paidAt().isBefore(from)) {
                var whose = new Whose(customer.affiliate().orElseThrow(), charge.currency());
                var cost = actual.getOrDefault(invoice.stored().ref(), Cost.NONE);
                var would = would(history, invoice.judged(), draft.at(charge.paidAt()));
                compared.merge(whose, new Compared(1, cost, would), Compared::plus);
            }
        }
    }

    private static Cost would(CustomerHistory history, CustomerInvoice invoice, RuleSet rules) {
        return history.inputs(invoice, rules).map(Inputs::earnings).orElse(List.of()).stream()
                .map(earning -> new Cost(earning.amount(), invoice.reversed(earning.amount())))
                .reduce(Cost.NONE, Cost::plus);
    }
}
