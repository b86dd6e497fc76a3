package dev.handsel.programs.terms;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currency;
import dev.handsel.programs.terms.Program.AttributionTerms;
import dev.handsel.programs.terms.Program.Consent;
import dev.handsel.programs.terms.Program.Model;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Program.PayoutSchedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Programmes and rule sets for rules that decide in memory. */
public final class Rules {

    /** 30 %, 15 %, and 5 % from month 4; held for 30 days; 30 days of grace; a window of 30 days; for ever. */
    public static final RuleSet STANDARD = effectiveFrom(1, "v1", Instant.EPOCH);

    private Rules() {}

    /** The standard rules from {@code from} on. */
    public static RuleSet effectiveFrom(long id, String version, Instant from) {
        return new RuleSet(
                id, version, from, new BasisPoints(3000), new BasisPoints(1500), new BasisPoints(500), 4, 30, 30, 30);
    }

    /** The standard rules with these rates, in basis points. */
    public static RuleSet rates(int first, int recurring, int bonus) {
        return new RuleSet(
                1,
                "v1",
                Instant.EPOCH,
                new BasisPoints(first),
                new BasisPoints(recurring),
                new BasisPoints(bonus),
                4,
                30,
                30,
                30);
    }

    /** These rules alone, for a customer whom somebody brought. */
    public static CustomerTerms forCustomer(RuleSet... rules) {
        return new CustomerTerms(terms(Model.LAST_CLICK, false, rules), AffiliateId.fresh(), null);
    }

    /** A test programme that finds affiliates this way, with these rules. */
    public static Terms terms(Model model, boolean matchDevice, RuleSet... rules) {
        var program = new Program(
                ProgramId.fresh(),
                "Programme",
                "programme",
                new ProgramClock.Test(Instant.EPOCH),
                "https://example.com/",
                List.of("example.com"),
                Currency.of("USD"),
                30,
                Map.of("USD", 5000L),
                PayoutSchedule.MANUAL,
                6,
                PayoutProvider.SIMULATED,
                false,
                new AttributionTerms(model, 30, matchDevice),
                Consent.NOT_APPLICABLE,
                Tracking.USUAL,
                1,
                Instant.EPOCH);
        return new Terms(program, List.of(rules));
    }
}
