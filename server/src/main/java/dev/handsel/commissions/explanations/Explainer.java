package dev.handsel.commissions.explanations;

import dev.handsel.base.facts.Gate.EndedTrade;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.commissions.accruals.CommissionQueries;
import dev.handsel.commissions.accruals.CommissionView;
import dev.handsel.commissions.accruals.Histories;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.commissions.caps.Place;
import dev.handsel.commissions.explanations.Explanation.ClawBackView;
import dev.handsel.commissions.explanations.Explanation.EventRef;
import dev.handsel.commissions.explanations.Explanation.LeftOut;
import dev.handsel.commissions.explanations.Explanation.Recomputed;
import dev.handsel.commissions.explanations.Explanation.Rounding;
import dev.handsel.commissions.explanations.ExplanationStore.StoredInputs;
import dev.handsel.commissions.rules.Bounty;
import dev.handsel.commissions.rules.CustomerHistory;
import dev.handsel.commissions.rules.CustomerHistory.CoveredBefore;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.Occasion;
import dev.handsel.commissions.rules.Slice;
import dev.handsel.ledger.LedgerHistory;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.Referrals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Explains a commission: one that counts from what is known today, another from what was stored with it. */
@Service
class Explainer {

    /** For as many slices it is told what was covered before them. */
    private static final int TOLD = 12;

    private final ExplanationStore store;
    private final CommissionQueries lines;
    private final Histories histories;
    private final LedgerHistory history;
    private final Referrals referrals;
    private final Programs programs;

    Explainer(
            ExplanationStore store,
            CommissionQueries lines,
            Histories histories,
            LedgerHistory history,
            Referrals referrals,
            Programs programs) {
        this.store = store;
        this.lines = lines;
        this.histories = histories;
        this.history = history;
        this.referrals = referrals;
        this.programs = programs;
    }

    /** What a line is judged by today. */
    private record Today(
            Customer customer, CustomerHistory history, Occasion occasion, boolean counted, long earnedInMonth) {

        @Nullable String attribution() {
            var attribution = customer.attribution();
            return attribution == null ? null : attribution.words();
        }

        /** Its inputs, where it still follows the facts; else those that it was written with. */
        Inputs inputs(CommissionView line, Inputs stored) {
            return follows(line)
                    ? history.inputs(occasion)
                            .map(inputs -> inputs.withEarnedInMonth(earnedInMonth))
                            .orElse(stored)
                    : stored;
        }

        /** Whether it is what the facts of today give, and not what was booked at some time. */
        boolean follows(CommissionView line) {
            return !counted && !line.recomputed();
        }

        List<CoveredBefore> before(List<Slice> slices) {
            var begins = slices.stream().map(Slice::begin).distinct().limit(TOLD);
            return switch (occasion) {
                case CustomerInvoice invoice -> history.before(invoice, begins.toList());
                case Bounty _ -> List.of();
            };
        }

        List<LeftOut> leftOut() {
            return switch (occasion) {
                case CustomerInvoice invoice ->
                    history.leftOut(invoice).stream()
                            .map(other ->
                                    new LeftOut(other.ref(), other.givenBackAt().orElseThrow()))
                            .toList();
                case Bounty _ -> List.of();
            };
        }

        /** The trades that count, up to the one by which the gate was passed. */
        List<EndedTrade> trades() {
            return switch (occasion) {
                case CustomerInvoice _ -> List.of();
                case Bounty bounty ->
                    customer.qualification().trades().stream()
                            .filter(trade -> !trade.closedAt().isAfter(bounty.at()))
                            .toList();
            };
        }
    }

    Explanation explain(AffiliateId affiliate, CommissionId id) {
        var line = lines.find(affiliate, id).orElseThrow(() -> Refused.notFound("commission"));
        var stored = store.inputs(id);
        var kind = CommissionKind.valueOf(line.kind());
        var today = today(stored, line);
        var inputs = today.inputs(line, stored.inputs());
        boolean follows = today.follows(line);
        var slices = inputs.slices(kind);
        var explained = new Explanation(
                line,
                List.of(),
                today.attribution(),
                events(stored.program(), today),
                inputs,
                slices,
                follows ? today.before(slices) : List.of(),
                follows ? today.leftOut() : List.of(),
                follows ? today.trades() : List.of(),
                rounding(inputs, kind),
                reversal(today, line),
                stored.held(),
                store.changes(id),
                store.replacements(id),
                history.of("commission", id.value()),
                recomputed(inputs, kind, line));
        return Words.with(explained);
    }

    private Today today(StoredInputs stored, CommissionView line) {
        var customer = referrals.find(stored.program(), line.customer()).orElseThrow();
        var known = histories.of(List.of(customer.id())).getOrDefault(customer.id(), Known.NOTHING);
        var history = known.of(customer, programs.terms(stored.program()));
        if (line.invoice() == null) {
            return today(customer, history, history.bounty().orElseThrow(), false);
        }
        var invoice = known.invoices().stream()
                .filter(one -> one.stored().ref().equals(line.invoice()))
                .findFirst()
                .orElseThrow();
        return today(customer, history, invoice.judged(), invoice.stored().wasCounted());
    }

    private Today today(Customer customer, CustomerHistory history, Occasion occasion, boolean counted) {
        var place = Place.of(customer.affiliate().orElseThrow(), customer.ref(), occasion);
        return new Today(customer, history, occasion, counted, histories.earnedBefore(place));
    }

    private List<EventRef> events(ProgramId program, Today today) {
        return switch (today.occasion()) {
            case CustomerInvoice invoice -> store.events(program, invoice.ref());
            case Bounty _ ->
                today.trades().stream()
                        .map(trade -> new EventRef(trade.event(), "trade_closed", trade.closedAt()))
                        .toList();
        };
    }

    private static ClawBackView reversal(Today today, CommissionView line) {
        long target = line.recomputed() ? line.amount() : today.history().reversed(today.occasion(), line.amount());
        return switch (today.occasion()) {
            case CustomerInvoice invoice ->
                new ClawBackView(
                        invoice.moneyBack().refunded(),
                        invoice.moneyBack().disputed(),
                        invoice.charge().received(),
                        target,
                        line.reversed());
            case Bounty _ -> new ClawBackView(0, 0, 0, target, line.reversed());
        };
    }

    private static Rounding rounding(Inputs inputs, CommissionKind kind) {
        var exact = inputs.exact(kind);
        return new Rounding(
                exact.numerator().toString(), exact.denominator().toString(), exact.roundedHalfEven(), "half_even");
    }

    private static Recomputed recomputed(Inputs inputs, CommissionKind kind, CommissionView line) {
        var earning = inputs.earning(kind);
        long base = earning.map(Earning::base).orElse(0L);
        long amount = earning.map(Earning::amount).orElse(0L);
        return new Recomputed(inputs.engine(), base, amount, amount == line.amount() && base == line.base());
    }
}
