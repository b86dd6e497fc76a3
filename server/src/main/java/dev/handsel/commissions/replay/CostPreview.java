package dev.handsel.commissions.replay;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.commissions.accruals.Histories;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.EarnedInvoice;
import dev.handsel.commissions.caps.MonthEarnings;
import dev.handsel.commissions.rules.CustomerHistory;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.SaleTerms.Cap;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.referrals.customers.Customer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    /** Compares all invoices paid from {@code from} on with what they would have cost under the terms of the draft. */
    Map<Whose, Compared> compare(Terms draft, Instant from) {
        return transactions.snapshot(() -> {
            var months = new HashMap<AffiliateMonth, MonthEarnings>();
            if (draft.agreements().limitAffiliates()) {
                each(draft, customer -> customer.enter(months));
            }
            var compared = new HashMap<Whose, Compared>();
            each(draft, customer -> customer.compare(months, from, compared));
            return compared;
        });
    }

    private void each(Terms draft, Consumer<Drafted> work) {
        var program = draft.program().id();
        var chunk = customers.attributed(program, Optional.empty(), CHUNK);
        while (!chunk.isEmpty()) {
            var ids = chunk.stream().map(Customer::id).toList();
            var known = histories.of(ids);
            var costs = store.costs(ids);
            for (var customer : chunk) {
                var theirs = known.get(customer.id());
                if (theirs != null) {
                    var actual = costs.getOrDefault(customer.id(), Map.of());
                    work.accept(new Drafted(customer, theirs, theirs.of(customer, draft), actual));
                }
            }
            chunk = customers.attributed(program, Optional.of(chunk.getLast().id()), CHUNK);
        }
    }

    /**
     * A customer under other terms.
     *
     * @param actual what their invoices did cost
     */
    private record Drafted(Customer customer, Known known, CustomerHistory history, Map<String, Cost> actual) {

        /** Enters what the invoices would earn where nobody is limited, for caps to be applied to it. */
        void enter(Map<AffiliateMonth, MonthEarnings> months) {
            for (var invoice : known.invoices()) {
                history.inputs(invoice.judged())
                        .filter(inputs -> inputs.earnedWithoutMonthCap() > 0)
                        .ifPresent(inputs -> months.computeIfAbsent(
                                        month(invoice.judged()), _ -> new MonthEarnings(List.of()))
                                .put(new EarnedInvoice(
                                        invoice.judged().ref(),
                                        customer.id(),
                                        inputs.paidAt(),
                                        inputs.earnedWithoutMonthCap(),
                                        inputs.monthCap().map(Cap::most).orElse(null))));
            }
        }

        private AffiliateMonth month(CustomerInvoice invoice) {
            var charge = invoice.charge();
            return AffiliateMonth.of(customer.affiliate().orElseThrow(), charge.currency(), charge.paidAt());
        }

        void compare(Map<AffiliateMonth, MonthEarnings> months, Instant from, Map<Whose, Compared> compared) {
            for (var invoice : known.invoices()) {
                var charge = invoice.judged().charge();
                if (!charge.paidAt().isBefore(from)) {
                    var whose = new Whose(customer.affiliate().orElseThrow(), charge.currency());
                    var cost = actual.getOrDefault(invoice.stored().ref(), Cost.NONE);
                    compared.merge(whose, new Compared(1, cost, would(invoice.judged(), months)), Compared::plus);
                }
            }
        }

        private Cost would(CustomerInvoice invoice, Map<AffiliateMonth, MonthEarnings> months) {
            var earnings = months.get(month(invoice));
            long before = earnings == null ? 0 : earnings.before().getOrDefault(invoice.ref(), 0L);
            return history.inputs(invoice).map(inputs -> inputs.withEarnedInMonth(before)).stream()
                    .flatMap(inputs -> inputs.earnings().stream())
                    .map(earning -> new Cost(earning.amount(), invoice.reversed(earning.amount())))
                    .reduce(Cost.NONE, Cost::plus);
        }
    }
}
