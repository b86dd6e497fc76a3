package dev.handsel.commissions.accruals;

import static java.util.stream.Collectors.groupingBy;

import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.KeptMonth;
import dev.handsel.commissions.caps.MonthEarningsStore;
import dev.handsel.commissions.caps.Place;
import dev.handsel.commissions.rules.CustomerHistory;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.MoneyBack;
import dev.handsel.commissions.rules.MoneyBackReport;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;

/** What is known of customers' payments, as it is stored. */
@Service
public class Histories {

    private final InvoiceStore invoices;
    private final MoneyBackStore moneyBack;
    private final MonthEarningsStore months;

    Histories(InvoiceStore invoices, MoneyBackStore moneyBack, MonthEarningsStore months) {
        this.invoices = invoices;
        this.moneyBack = moneyBack;
        this.months = months;
    }

    /** An invoice as it is stored, and as the rules see it. */
    public record KnownInvoice(Invoice stored, CustomerInvoice judged) {}

    /**
     * What is known of one customer.
     *
     * @param invoices by the time of their payment
     */
    public record Known(List<KnownInvoice> invoices) {

        /** Of who has paid nothing. */
        public static final Known NOTHING = new Known(List.of());

        /** The customer's history, by which the invoices are judged; the customer has signed up and is owed to somebody. */
        public CustomerHistory of(Customer customer, Terms terms) {
            return new CustomerHistory(
                    Objects.requireNonNull(customer.signedUpAt()),
                    invoices.stream().map(KnownInvoice::judged).toList(),
                    customer.terms(terms),
                    customer.block(),
                    customer.qualification());
        }
    }

    /** What is kept at these places in months in which affiliates are limited; three statements. */
    public Map<AffiliateMonth, KeptMonth> months(Collection<Place> places) {
        return months.of(places);
    }

    /** Those of these months that are kept, because somebody is limited in them. */
    public Set<AffiliateMonth> kept(Collection<AffiliateMonth> some) {
        return months.kept(some);
    }

    /** What an affiliate has earned in its month before a place, in minor units; 0 where nobody is limited in it. */
    public long earnedBefore(Place place) {
        return months.before(List.of(place)).getOrDefault(place, 0L);
    }

    /** What is known of each of these customers who has paid something; two statements. */
    public Map<CustomerId, Known> of(Collection<CustomerId> customers) {
        var reports = moneyBack.of(customers);
        var known = new HashMap<CustomerId, Known>();
        invoices.of(customers).forEach((customer, theirs) -> {
            var told = reports.getOrDefault(customer, List.of()).stream().collect(groupingBy(MoneyBackReport::invoice));
            known.put(
                    customer,
                    new Known(theirs.stream()
                            .map(invoice -> new KnownInvoice(
                                    invoice, invoice.with(MoneyBack.of(told.getOrDefault(invoice.ref(), List.of())))))
                            .toList()));
        });
        return known;
    }
}
