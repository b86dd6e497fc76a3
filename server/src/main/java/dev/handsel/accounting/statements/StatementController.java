package dev.handsel.accounting.statements;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.money.Currency;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.http.QueryReader;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliate;
import dev.handsel.referrals.affiliates.Affiliates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatementController {

    private static final String WORDS = """
            What was owed before `from`, every transaction in [`from`, `to`) with what it did to pending, payable and money
            in flight, and what is owed at its end: opening and lines add up to closing, and periods that touch join.
            A transaction stands where it happened by the programme's clock; one that is learned of late appears in a
            period that is over. Without `from` a statement begins with the first transaction, without `to` it holds
            everything up to now; `currency` is the programme's own where it is left out. 422 `statement_too_long` where
            the period holds more than 10000 transactions.""";

    private final Statements statements;
    private final Affiliates affiliates;
    private final Programs programs;

    StatementController(Statements statements, Affiliates affiliates, Programs programs) {
        this.statements = statements;
        this.affiliates = affiliates;
        this.programs = programs;
    }

    @Operation(summary = "A statement of an affiliate's account", description = WORDS)
    @GetMapping("/v1/affiliates/{id}/statement")
    Statement of(
            Caller caller,
            @PathVariable AffiliateId id,
            @RequestParam @Nullable String currency,
            @RequestParam @When @Nullable String from,
            @RequestParam @When @Nullable String to) {
        var query = new QueryReader();
        var money = currency(query, currency);
        var period = Period.read(query, from, to);
        var affiliate = affiliates.require(caller, id);
        query.refuseFaults();
        return statement(affiliate, money, period);
    }

    @Operation(summary = "A statement of your own account", description = WORDS)
    @GetMapping("/v1/affiliates/me/statement")
    Statement mine(
            Caller.Person caller,
            @RequestParam @Parameter(required = true) @Nullable String program,
            @RequestParam @Nullable String currency,
            @RequestParam @When @Nullable String from,
            @RequestParam @When @Nullable String to) {
        var query = new QueryReader();
        var named = query.required("program", program);
        var money = currency(query, currency);
        var period = Period.read(query, from, to);
        query.refuseFaults();
        var found = programs.named(named).orElseThrow(() -> Refused.notFound("programme"));
        return statement(affiliates.mine(caller, found.id()), money, period);
    }

    private static Optional<Currency> currency(QueryReader query, @Nullable String code) {
        Optional.ofNullable(code)
                .flatMap(named -> Currencies.fault("?currency", named))
                .ifPresent(query::fault);
        return Optional.ofNullable(code).flatMap(Currencies::find);
    }

    private Statement statement(Affiliate affiliate, Optional<Currency> currency, Period period) {
        var money = currency.orElseGet(() -> programs.get(affiliate.program()).currency());
        return statements.of(affiliate, money, period);
    }
}
