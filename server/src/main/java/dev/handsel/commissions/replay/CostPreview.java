package dev.handsel.commissions.replay;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.accruals.Histories;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.commissions.accruals.Histories.KnownInvoice;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.rules.Bounty;
import dev.handsel.commissions.rules.CustomerHistory;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.Occasion;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * What the invoices and bounties of a period would have cost under other rates, by the same rules that make commissions. Writes
 * nothing, and holds a chunk of customers at a time; where a draft limits what affiliates earn in a month, also what each invoice
 * of the period earns, from the first day of its first month (UTC) on.
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

    /**
     * What something was earned for, and in which currency.
     *
     * @param ref the merchant's id of the invoice; empty for a bounty
     */
    record Earned(String ref, String currency) {}

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

        /** What one invoice costs, or a bounty, which is none. */
        static Compared of(Occasion occasion, Cost actual, Cost draft) {
            int invoices = switch (occasion) {
                case CustomerInvoice _ -> 1;
                case Bounty _ -> 0;
            };
            return new Compared(invoices, actual, draft);
        }

        Compared plus(Compared other) {
            return new Compared(invoices + other.invoices, actual.plus(other.actual), draft.plus(other.draft));
        }

        long difference() {
            return draft.net() - actual.net();
        }
    }

    /** Compares all invoices paid, and bounties earned, from {@code from} on with what they would have cost under the terms of the draft. */
    Map<Whose, Compared> compare(Terms draft, Instant from) {
        return transactions.snapshot(() -> {
            var months = new ReckonedMonths();
            if (draft.agreements().limitAffiliates()) {
                var begin = AffiliateMonth.begin(from);
                each(draft, _ -> Map.of(), customer -> customer.enter(months, begin));
            }
            var compared = new HashMap<Whose, Compared>();
            each(draft, store::costs, customer -> customer.compare(months, from, compared));
            return compared;
        });
    }

    private void each(
            Terms draft, Function<List<CustomerId>, Map<CustomerId, Map<Earned, Cost>>> costs, Consumer<Drafted> work) {
        var program = draft.program().id();
        var chunk = customers.attributed(program, Optional.empty(), CHUNK);
        while (!chunk.isEmpty()) {
            var ids = chunk.stream().map(Customer::id).toList();
            var known = histories.of(ids);
            var actual = costs.apply(ids);
            for (var customer : chunk) {
                var theirs = known.getOrDefault(customer.id(), Known.NOTHING);
                var cost = actual.getOrDefault(customer.id(), Map.of());
                work.accept(new Drafted(customer, theirs, theirs.of(customer, draft), cost));
            }
            chunk = customers.attributed(program, Optional.of(chunk.getLast().id()), CHUNK);
        }
    }

    /**
     * A customer under other terms.
     *
     * @param actual what their invoices and their bounty did cost
     */
    private record Drafted(Customer customer, Known known, CustomerHistory history, Map<Earned, Cost> actual) {

        /** Enters what the invoices and the bounty from {@code from} on would earn where nobody is limited, for caps to be applied to it. */
        void enter(ReckonedMonths months, Instant from) {
            dated(from).forEach(occasion -> months.enter(customer, occasion, history.inputs(occasion)));
        }

        void compare(ReckonedMonths months, Instant from, Map<Whose, Compared> compared) {
            dated(from).forEach(occasion -> {
                merge(occasion.currency(), Compared.of(occasion, Cost.NONE, would(occasion, months)), compared);
                // A draft may promise a bounty in another currency than it was earned in.
                actual.forEach((earned, cost) -> {
                    if (earned.ref().equals(occasion.ref())) {
                        merge(earned.currency(), new Compared(0, cost, Cost.NONE), compared);
                    }
                });
            });
        }

        private void merge(String currency, Compared one, Map<Whose, Compared> compared) {
            compared.merge(new Whose(customer.affiliate().orElseThrow(), currency), one, Compared::plus);
        }

        private Stream<Occasion> dated(Instant from) {
            return Stream.<Occasion>concat(
                            known.invoices().stream().map(KnownInvoice::judged), history.bounty().stream())
                    .filter(occasion -> !occasion.at().isBefore(from));
        }

        private Cost would(Occasion occasion, ReckonedMonths months) {
            return months.cut(customer, occasion, history.inputs(occasion)).stream()
                    .flatMap(inputs -> inputs.earnings().stream())
                    .map(earning -> new Cost(earning.amount(), occasion.reversed(earning.amount())))
                    .reduce(Cost.NONE, Cost::plus);
        }
    }
}
