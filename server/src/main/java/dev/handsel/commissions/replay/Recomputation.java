package dev.handsel.commissions.replay;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.commissions.accruals.Histories.KnownInvoice;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.EarnedInvoice;
import dev.handsel.commissions.caps.KeptMonth;
import dev.handsel.commissions.caps.Place;
import dev.handsel.commissions.replay.Recompute.RecomputeDifference;
import dev.handsel.commissions.replay.StoredLines.StoredLine;
import dev.handsel.commissions.rules.Bounty;
import dev.handsel.commissions.rules.CustomerHistory;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.Occasion;
import dev.handsel.commissions.rules.SaleTerms.Cap;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** One customer's lines, compared with what the customer's facts give. */
final class Recomputation {

    private final Customer customer;
    private final Terms terms;
    private final Known known;
    private final List<StoredLine> lines;
    private final List<RecomputeDifference> differences = new ArrayList<>();

    /** All in which affiliates may be limited. */
    private Map<AffiliateMonth, KeptMonth> months = Map.of();

    /** Nothing where the customer is nobody's. */
    private final Optional<CustomerHistory> history;

    Recomputation(Customer customer, Terms terms, Known known, List<StoredLine> lines) {
        this.customer = customer;
        this.terms = terms;
        this.known = known;
        this.lines = lines;
        this.history = customer.affiliate().isEmpty() || customer.signedUpAt() == null
                ? Optional.empty()
                : Optional.of(known.of(customer, terms));
    }

    int invoices() {
        return known.invoices().size();
    }

    int lines() {
        return lines.size();
    }

    /** The places of all that may be kept in months in which affiliates are limited. */
    Stream<Place> places() {
        return terms.agreements().limitAffiliates()
                ? history.stream()
                        .flatMap(theirs -> theirs.occasions().stream())
                        .map(this::place)
                : Stream.of();
    }

    private Place place(Occasion occasion) {
        return Place.of(customer.affiliate().orElseThrow(), customer.ref(), occasion);
    }

    /** What differs; {@code kept} holds what is kept at the {@link #places}. */
    List<RecomputeDifference> differences(Map<AffiliateMonth, KeptMonth> kept) {
        months = kept;
        lines.forEach(this::booked);
        lines.stream().filter(StoredLine::recomputed).forEach(this::replaced);
        known.invoices().forEach(this::invoice);
        history.flatMap(CustomerHistory::bounty)
                .ifPresentOrElse(
                        this::bounty,
                        () -> live(Bounty.REF)
                                .forEach(line ->
                                        differ(line.id(), "is a bounty of a customer who has not traded enough")));
        return List.copyOf(differences);
    }

    private List<StoredLine> live(String ref) {
        return lines.stream()
                .filter(line -> line.invoice().equals(ref) && !line.recomputed())
                .toList();
    }

    private void bounty(Bounty bounty) {
        var live = live(bounty.ref());
        live.forEach(line -> reversal(line, bounty));
        compare(bounty, customer.ref(), live);
    }

    private void reversal(StoredLine line, Occasion occasion) {
        long target = history.map(theirs -> theirs.reversed(occasion, line.amount()))
                .orElseGet(() -> occasion.reversed(line.amount()));
        if (target != line.reversed()) {
            differ(line.id(), "is reversed by " + line.reversed() + ", refunds and disputes give " + target);
        }
    }

    /** What must be true of every line there ever was. */
    private void booked(StoredLine line) {
        if (!line.intact()) {
            differ(line.id(), "has inputs that are not those it was written with");
        }
        if (line.accrued() != line.amount()) {
            differ(line.id(), "accrued " + line.accrued() + " in the ledger, not " + line.amount());
        }
        if (line.inputs().earning(line.kind()).filter(line::says).isEmpty()) {
            differ(line.id(), "does not follow from its own inputs");
        }
    }

    private void replaced(StoredLine line) {
        if (line.reversed() != line.amount()) {
            differ(line.id(), "was replaced and is reversed by " + line.reversed() + " only");
        }
    }

    private void invoice(KnownInvoice invoice) {
        var live = live(invoice.stored().ref());
        live.forEach(line -> reversal(line, invoice.judged()));
        // What the first engine booked stays as it was booked.
        if (!invoice.stored().wasCounted()) {
            compare(invoice.judged(), invoice.stored().ref(), live);
        }
    }

    private void compare(Occasion occasion, String name, List<StoredLine> live) {
        var rules = terms.at(occasion.at());
        var inputs = history.flatMap(one -> one.inputs(occasion)).map(one -> inMonth(occasion, name, one));
        for (var kind : CommissionKind.values()) {
            var earning = inputs.flatMap(one -> one.earning(kind));
            var written = live.stream().filter(line -> line.kind() == kind).findFirst();
            if (written.isEmpty()) {
                earning.ifPresent(one -> differ(name, "lacks its commission " + one));
            } else {
                compare(written.get(), earning, rules.id());
            }
        }
    }

    /** What the caps of the month leave, as its invoices are kept; they are compared with what the facts give. */
    private Inputs inMonth(Occasion occasion, String name, Inputs inputs) {
        var place = place(occasion);
        var earnings = months.get(place.month());
        if (earnings == null) {
            inputs.monthCap().ifPresent(cap -> differ(name, "is capped in a month that is not kept"));
            return inputs;
        }
        long earned = inputs.earnedWithoutMonthCap();
        var most = inputs.monthCap().map(Cap::most).orElse(null);
        var kept = earnings.find(place.key());
        long keptEarned = kept.map(EarnedInvoice::earned).orElse(0L);
        if (keptEarned != earned
                || (earned > 0 && !Objects.equals(kept.map(EarnedInvoice::most).orElse(null), most))) {
            differ(name, "is kept in its month as " + kept + ", the facts give " + earned + " of " + most);
        }
        return inputs.withEarnedInMonth(earnings.before().getOrDefault(place.key(), 0L));
    }

    private void compare(StoredLine line, Optional<Earning> earning, long ruleSetId) {
        if (earning.isEmpty()) {
            differ(line.id(), "exists though this band earns nothing");
            return;
        }
        if (!line.says(earning.get())) {
            differ(line.id(), "was written as " + line.earning() + ", the facts give " + earning.get());
        }
        if (line.ruleSetId() != ruleSetId) {
            differ(line.id(), "was computed with rule set " + line.ruleSetId() + ", " + ruleSetId + " was in force");
        }
        if (!Objects.equals(customer.affiliate().orElse(null), line.affiliate())) {
            differ(line.id(), "is " + line.affiliate() + "'s, the customer is " + affiliate() + "'s");
        }
    }

    private Object affiliate() {
        return customer.affiliate().map(AffiliateId::toString).orElse("nobody");
    }

    private void differ(Object object, String what) {
        differences.add(new RecomputeDifference(object.toString(), what));
    }
}
