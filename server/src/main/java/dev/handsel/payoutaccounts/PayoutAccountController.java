package dev.handsel.payoutaccounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.access.Caller;
import dev.handsel.access.Role;
import dev.handsel.affiliates.Affiliate;
import dev.handsel.affiliates.Affiliates;
import dev.handsel.http.IfMatch;
import dev.handsel.ids.AffiliateId;
import dev.handsel.ids.ProgramId;
import dev.handsel.programs.Program.PayoutProvider;
import dev.handsel.refusal.Refused;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/affiliates")
class PayoutAccountController {

    record Command(@NotNull Boolean payoutsEnabled) {}

    /**
     * What the affiliate sees.
     *
     * @param onboardingUrl where to set the account up; null where there is nothing to fill in
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AccountView(
            AffiliateId affiliate,
            PayoutProvider provider,
            String state,
            boolean payoutsEnabled,
            @Nullable String onboardingUrl,
            String note) {

        static AccountView of(PayoutAccount account) {
            return new AccountView(
                    account.affiliate(),
                    account.provider(),
                    account.state().word(),
                    account.payoutsEnabled(),
                    null,
                    switch (account.state()) {
                        case ONBOARDING -> "Nothing to fill in: the simulated provider enables payouts by a command.";
                        case ENABLED -> "Money can be sent.";
                        case RESTRICTED -> "The provider sends no money to this account.";
                    });
        }
    }

    private final PayoutAccounts accounts;
    private final Affiliates affiliates;

    PayoutAccountController(PayoutAccounts accounts, Affiliates affiliates) {
        this.accounts = accounts;
        this.affiliates = affiliates;
    }

    @Operation(summary = "Begins the caller's own payout account; a second call answers with the same account")
    @PostMapping("/me/payout_account")
    ResponseEntity<AccountView> begin(Caller.Person caller, @RequestParam ProgramId program) {
        return answer(accounts.begin(affiliates.mine(caller, program), caller.actor()));
    }

    @Operation(summary = "The caller's own payout account as the provider last described it")
    @GetMapping("/me/payout_account")
    ResponseEntity<AccountView> mine(Caller.Person caller, @RequestParam ProgramId program) {
        var affiliate = affiliates.mine(caller, program);
        return answer(accounts.find(affiliate.id()).orElseThrow(() -> Refused.notFound("payout account")));
    }

    @Operation(
            summary = "Tells the simulated provider whether money can be sent; creates the account where it is missing",
            description = """
                    Repeatable.""")
    @PostMapping("/{id}/payout_account/simulate")
    ResponseEntity<AccountView> simulate(
            Caller caller, @PathVariable AffiliateId id, @Valid @RequestBody Command command) {
        return answer(accounts.simulate(commanded(caller, id), command.payoutsEnabled(), caller.actor()));
    }

    private Affiliate commanded(Caller caller, AffiliateId id) {
        var affiliate = affiliates.require(caller, id);
        caller.requireProgram(affiliate.program(), Role.OWNER, Role.MANAGER, Role.FINANCE);
        return affiliate;
    }

    private static ResponseEntity<AccountView> answer(PayoutAccount account) {
        return ResponseEntity.ok().eTag(IfMatch.etag(account.version())).body(AccountView.of(account));
    }
}
