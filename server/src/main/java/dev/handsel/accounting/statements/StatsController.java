package dev.handsel.accounting.statements;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.accounting.statements.Balances.BalanceView;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.http.Costly;
import dev.handsel.platform.http.QueryReader;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.customers.ReferralFigures;
import dev.handsel.referrals.customers.ReferralFigures.Figures;
import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatsController {

    private static final String PERIOD = "Counts are of [`from`, `to`); balances are those of this moment.";

    private final ReferralFigures figures;
    private final Balances balances;
    private final Affiliates affiliates;

    StatsController(ReferralFigures figures, Balances balances, Affiliates affiliates) {
        this.figures = figures;
        this.balances = balances;
        this.affiliates = affiliates;
    }

    /** {@code conversion_rate} is signups by counted clicks, four decimals; null without clicks. */
    record StatsView(
            long clicks,
            long filteredClicks,
            long signups,
            long subscriptions,
            long firstTrades,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal conversionRate,

            List<BalanceView> balances) {
        static StatsView of(Figures figures, List<BalanceView> balances) {
            var rate = figures.clicks() == 0
                    ? null
                    : BigDecimal.valueOf(figures.signups())
                            .divide(BigDecimal.valueOf(figures.clicks()), 4, RoundingMode.HALF_EVEN);
            return new StatsView(
                    figures.clicks(),
                    figures.filteredClicks(),
                    figures.signups(),
                    figures.subscriptions(),
                    figures.firstTrades(),
                    rate,
                    balances);
        }
    }

    record BalancesView(List<BalanceView> balances) {}

    @Operation(summary = "Clicks, conversions and balances of an affiliate", description = PERIOD)
    @Costly
    @GetMapping("/v1/affiliates/{id}/stats")
    StatsView of(
            Caller caller,
            @PathVariable AffiliateId id,
            @RequestParam @When @Nullable String from,
            @RequestParam @When @Nullable String to) {
        return stats(affiliates.require(caller, id).id(), from, to);
    }

    @Operation(summary = "Your own clicks, conversions and balances", description = PERIOD)
    @Costly
    @GetMapping("/v1/affiliates/me/stats")
    StatsView mine(
            Caller.Person caller,
            @RequestParam ProgramId program,
            @RequestParam @When @Nullable String from,
            @RequestParam @When @Nullable String to) {
        return stats(affiliates.mine(caller, program).id(), from, to);
    }

    @Operation(
            summary = "What an affiliate is owed, by currency, in minor units",
            description =
                    "`payable` may be negative after a claw-back; `held` is a part of what is pending and payable.")
    @GetMapping("/v1/affiliates/{id}/balances")
    BalancesView balances(Caller caller, @PathVariable AffiliateId id) {
        return new BalancesView(balances.of(affiliates.require(caller, id).id()));
    }

    private StatsView stats(AffiliateId affiliate, @Nullable String from, @Nullable String to) {
        var query = new QueryReader();
        var period = Period.read(query, from, to);
        query.refuseFaults();
        return StatsView.of(figures.of(affiliate, period.from(), period.to()), balances.of(affiliate));
    }
}
