package dev.handsel.commissions.replay;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.replay.CostPreview.Compared;
import dev.handsel.commissions.replay.CostPreview.Cost;
import dev.handsel.commissions.replay.CostPreview.Whose;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.http.Costly;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.idempotency.KeylessPath;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.terms.RuleSetDraft;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PreviewController {

    private static final int LISTED = 1000;

    private static final List<String> NOTES = List.of(
            "The rates and bonus_from_month of the draft are applied to every invoice paid in the period, whatever"
                    + " effective_from says.",
            "Months are numbered by what was paid for, with the gap_grace_days of the draft.",
            "Customers stay with the affiliates they have: attribution_window_days is not decided again.",
            "hold_days moves when commissions mature, not what they cost.",
            "What refunds and disputes took back so far is taken off both sides.");

    /** Minor units; {@code cost} is {@code earned} less {@code reversed}. */
    record CostView(long earned, long reversed, long cost) {
        static CostView of(Cost cost) {
            return new CostView(cost.earned(), cost.reversed(), cost.net());
        }
    }

    record TotalView(String currency, int invoices, CostView actual, CostView draft, long difference) {
        static TotalView of(Map.Entry<String, Compared> total) {
            var compared = total.getValue();
            return new TotalView(
                    total.getKey(),
                    compared.invoices(),
                    CostView.of(compared.actual()),
                    CostView.of(compared.draft()),
                    compared.difference());
        }
    }

    record AffiliateCostView(
            AffiliateId affiliate, String currency, int invoices, CostView actual, CostView draft, long difference) {
        static AffiliateCostView of(Map.Entry<Whose, Compared> one) {
            var compared = one.getValue();
            return new AffiliateCostView(
                    one.getKey().affiliate(),
                    one.getKey().currency(),
                    compared.invoices(),
                    CostView.of(compared.actual()),
                    CostView.of(compared.draft()),
                    compared.difference());
        }
    }

    /**
     * The answer.
     *
     * @param totals by currency, of everybody
     * @param affiliates the largest differences first, at most 1000
     * @param left how many are not listed
     * @param notes what the preview decides again and what it leaves
     */
    record PreviewView(
            ProgramId program,
            String version,
            int months,
            Instant from,
            Instant to,
            List<TotalView> totals,
            List<AffiliateCostView> affiliates,
            int left,
            List<String> notes) {}

    @Configuration(proxyBeanMethods = false)
    static class PreviewReading {
        /** It writes nothing, and reads everything at one moment, in a transaction of its own. */
        @Bean
        KeylessPath keylessPreview() {
            return new KeylessPath(RequestPaths.only(HttpMethod.POST, "/v1/programs/*/rule_sets/preview"));
        }
    }

    private final CostPreview preview;
    private final Programs programs;
    private final InstantSource clock;

    PreviewController(CostPreview preview, Programs programs, InstantSource clock) {
        this.preview = preview;
        this.programs = programs;
        this.clock = clock;
    }

    @Operation(summary = "What a rule set would have cost", description = """
                    Applies a draft to the invoices of the last months (1 to 24, counted back from the programme's present)
                    and answers what they would have cost, by currency and by affiliate, beside what they did cost. Nothing
                    is stored; `notes` says what is decided again and what is left as it was.""")
    @Costly
    @PostMapping("/v1/programs/{id}/rule_sets/preview")
    PreviewView preview(
            Caller caller,
            @PathVariable ProgramId id,
            @RequestParam(defaultValue = "3") @Min(1) @Max(24) int months,
            @Valid @RequestBody RuleSetDraft draft) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
        var now = programs.get(id).now(clock);
        var from = now.atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
        var compared = preview.compare(id, _ -> draft.ruleSet(), from);
        return new PreviewView(
                id,
                draft.version(),
                months,
                from,
                now,
                totals(compared),
                affiliates(compared),
                Math.max(0, compared.size() - LISTED),
                NOTES);
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
