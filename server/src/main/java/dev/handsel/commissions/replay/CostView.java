package dev.handsel.commissions.replay;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.replay.CostPreview.Compared;
import dev.handsel.commissions.replay.CostPreview.Cost;
import dev.handsel.commissions.replay.CostPreview.Whose;
import dev.handsel.commissions.replay.EngineDifferences.Differences;
import dev.handsel.programs.agreements.SpecialTerms;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What invoices cost, and what they would cost otherwise.
 *
 * @param version the draft's; {@code current} for the rules of today; for terms their level and subject
 * @param months how far back it goes; 0 for all there ever was
 * @param preview names the list, to be booked; null for a draft
 * @param totals by currency, of everybody
 * @param affiliates the largest differences first, at most 1000
 * @param left how many are not listed
 * @param notes what the preview decides again and what it leaves
 */
record CostView(
        ProgramId program,
        String version,
        int months,
        Instant from,
        Instant to,
        @Nullable String preview,
        List<TotalView> totals,
        List<AffiliateCostView> affiliates,
        int left,
        List<String> notes) {

    private static final int LISTED = 1000;

    private static final List<String> DRAFT = List.of(
            "The rates and bonus_from_month of the draft are applied to every invoice paid in the period, whatever"
                    + " effective_from says.",
            "Months are numbered by what was paid for, with the gap_grace_days of the draft.",
            "Bounties of customers who traded enough in the period are those of the draft; they are no invoices.",
            "Customers stay with the affiliates they have: attribution_window_days is not decided again.",
            "hold_days moves when commissions mature, not what they cost.",
            "What refunds and disputes took back so far is taken off both sides.");

    private static final List<String> TERMS = List.of(
            "The terms are applied to every invoice paid in the period, whatever effective_from says, in place of all terms of"
                    + " the same subject; stronger and weaker ones stay.",
            "Tiers of the draft count for nothing: which step a month would have had was never fixed.",
            "Customers stay with the affiliates they have.",
            "hold_days moves when commissions mature, not what they cost.",
            "What refunds and disputes took back so far is taken off both sides.");

    private static final List<String> CURRENT = List.of(
            "Only invoices that were booked in the order of their arrival are listed, and others to which the cap of a month"
                    + " leaves more or less then; all else follows the facts already.",
            "Customers stay with the affiliates they have.",
            "What refunds and disputes took back so far is taken off both sides.");

    /** Minor units; {@code cost} is {@code earned} less {@code reversed}. */
    record CostParts(long earned, long reversed, long cost) {
        static CostParts of(Cost cost) {
            return new CostParts(cost.earned(), cost.reversed(), cost.net());
        }
    }

    record TotalView(String currency, int invoices, CostParts actual, CostParts draft, long difference) {
        static TotalView of(Map.Entry<String, Compared> total) {
            var compared = total.getValue();
            return new TotalView(
                    total.getKey(),
                    compared.invoices(),
                    CostParts.of(compared.actual()),
                    CostParts.of(compared.draft()),
                    compared.difference());
        }
    }

    record AffiliateCostView(
            AffiliateId affiliate, String currency, int invoices, CostParts actual, CostParts draft, long difference) {
        static AffiliateCostView of(Map.Entry<Whose, Compared> one) {
            var compared = one.getValue();
            return new AffiliateCostView(
                    one.getKey().affiliate(),
                    one.getKey().currency(),
                    compared.invoices(),
                    CostParts.of(compared.actual()),
                    CostParts.of(compared.draft()),
                    compared.difference());
        }
    }

    static CostView of(
            ProgramId program, String version, int months, Instant from, Instant to, Map<Whose, Compared> compared) {
        return new CostView(
                program,
                version,
                months,
                from,
                to,
                null,
                totals(compared),
                affiliates(compared),
                left(compared),
                DRAFT);
    }

    static CostView of(
            ProgramId program,
            SpecialTerms terms,
            int months,
            Instant from,
            Instant to,
            Map<Whose, Compared> compared) {
        var subject = terms.subject();
        return new CostView(
                program,
                subject.name() == null
                        ? subject.level().word()
                        : subject.level().word() + " " + subject.name(),
                months,
                from,
                to,
                null,
                totals(compared),
                affiliates(compared),
                left(compared),
                TERMS);
    }

    static CostView of(ProgramId program, Differences differences, Instant to) {
        var compared = differences.compared();
        return new CostView(
                program,
                "current",
                0,
                Instant.EPOCH,
                to,
                differences.digest(),
                totals(compared),
                affiliates(compared),
                left(compared),
                CURRENT);
    }

    private static int left(Map<Whose, Compared> compared) {
        return Math.max(0, compared.size() - LISTED);
    }

    private static List<TotalView> totals(Map<Whose, Compared> compared) {
        var totals = new TreeMap<String, Compared>();
        compared.forEach((whose, one) -> totals.merge(whose.currency(), one, Compared::plus));
        return totals.entrySet().stream().map(TotalView::of).toList();
    }

    private static List<AffiliateCostView> affiliates(Map<Whose, Compared> compared) {
        return compared.entrySet().stream()
                .map(AffiliateCostView::of)
                .sorted(Comparator.comparingLong((AffiliateCostView one) -> -Math.abs(one.difference()))
                        .thenComparing(AffiliateCostView::currency)
                        .thenComparing(one -> one.affiliate().toString()))
                .limit(LISTED)
                .toList();
    }
}
