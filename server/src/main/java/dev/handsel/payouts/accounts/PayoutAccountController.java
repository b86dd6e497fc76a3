package dev.handsel.payouts.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.payouts.accounts.PauseController.PauseView;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.http.RequestPaths;
import dev.handsel.platform.idempotency.KeylessPath;
import dev.handsel.programs.terms.Program.PayoutProvider;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliate;
import dev.handsel.referrals.affiliates.Affiliates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
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

    @Configuration(proxyBeanMethods = false)
    static class Calling {
        /** It calls Stripe. What repeating it finds is the account itself, by the affiliate whose it is. */
        @Bean
        KeylessPath keylessPayoutAccount() {
            return new KeylessPath(RequestPaths.only(HttpMethod.POST, "/v1/affiliates/me/payout_account"));
        }
    }

    record SimulatedAccount(@NotNull Boolean payoutsEnabled) {}

    /**
     * What the affiliate sees.
     *
     * @param onboardingUrl where to fill in what is missing, or to change what was filled in; only in the answer to the
     *     request that begins the account, and null with the simulated provider
     * @param requirements what the provider asks for now, in words
     * @param pauses currencies in which nothing is paid, since the provider refused it for good
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PayoutAccountView(
            AffiliateId affiliate,
            PayoutProvider provider,
            String state,
            boolean payoutsEnabled,
            @Nullable String onboardingUrl,
            List<String> requirements,
            List<PauseView> pauses,
            String note) {

        static PayoutAccountView of(PayoutAccount account, List<PayoutPause> pauses, @Nullable String url) {
            return new PayoutAccountView(
                    account.affiliate(),
                    account.provider(),
                    account.state().word(),
                    account.payoutsEnabled(),
                    url,
                    Requirements.words(account.requirements()),
                    pauses.stream().map(PauseView::of).toList(),
                    note(account));
        }

        private static String note(PayoutAccount account) {
            return switch (account.state()) {
                case ONBOARDING ->
                    account.provider() == PayoutProvider.SIMULATED
                            ? "Nothing to fill in: the simulated provider enables payouts by a command."
                            : "Open the link and fill in what is asked for. A link opens once; ask for another here.";
                case ENABLED -> "Money can be sent.";
                case RESTRICTED ->
                    account.disabledReason() == null
                            ? "The provider sends no money to this account."
                            : Requirements.reason(account.disabledReason());
                case DISCONNECTED -> "This account was disconnected. Begin another one to be paid again.";
            };
        }
    }

    private final PayoutAccounts accounts;
    private final PayoutPauses pauses;
    private final StripeOnboarding onboarding;
    private final Programs programs;
    private final Affiliates affiliates;

    PayoutAccountController(
            PayoutAccounts accounts,
            PayoutPauses pauses,
            StripeOnboarding onboarding,
            Programs programs,
            Affiliates affiliates) {
        this.accounts = accounts;
        this.pauses = pauses;
        this.onboarding = onboarding;
        this.programs = programs;
        this.affiliates = affiliates;
    }

    @Operation(
            summary = "Begins the caller's own payout account; a second call answers with the same account",
            description = """
                    With Stripe the answer has the link to what is to be filled in; it opens once and for some minutes, and
                    another call makes another. 503 `provider_silent` means that Stripe gave no answer: repeat it unchanged, which
                    needs no key and within a day opens no second account. 409 `provider_unavailable`, 422 `provider_refused` with Stripe's
                    reason.""")
    @PostMapping("/me/payout_account")
    ResponseEntity<PayoutAccountView> begin(
            Caller.Person caller,
            @RequestParam ProgramId program,
            @Parameter(
                            description =
                                    "ISO 3166; where the account is opened, for ever. The server's own choice without it")
                    @RequestParam
                    @Nullable @Pattern(regexp = "[A-Z]{2}") String country) {
        var affiliate = affiliates.mine(caller, program);
        var terms = programs.get(program);
        return switch (terms.payoutProvider()) {
            case SIMULATED -> answer(accounts.begin(affiliate, caller.actor()), null);
            case STRIPE -> {
                var begun = onboarding.begin(affiliate, terms, country, caller.actor());
                yield answer(begun.account(), begun.url());
            }
        };
    }

    @Operation(
            summary = "The caller's own payout account as the provider last described it",
            description = "`requirements` says what the provider still asks for.")
    @GetMapping("/me/payout_account")
    ResponseEntity<PayoutAccountView> mine(Caller.Person caller, @RequestParam ProgramId program) {
        var affiliate = affiliates.mine(caller, program);
        return answer(accounts.find(affiliate.id()).orElseThrow(() -> Refused.notFound("payout account")), null);
    }

    @Operation(
            summary = "Tells the simulated provider whether money can be sent; creates the account where it is missing",
            description = """
                    Repeatable.""")
    @PostMapping("/{id}/payout_account/simulate")
    ResponseEntity<PayoutAccountView> simulate(
            Caller caller, @PathVariable AffiliateId id, @Valid @RequestBody SimulatedAccount command) {
        return answer(accounts.simulate(commanded(caller, id), command.payoutsEnabled(), caller.actor()), null);
    }

    private Affiliate commanded(Caller caller, AffiliateId id) {
        var affiliate = affiliates.require(caller, id);
        caller.requireProgram(affiliate.program(), Role.OWNER, Role.MANAGER, Role.FINANCE);
        return affiliate;
    }

    private ResponseEntity<PayoutAccountView> answer(PayoutAccount account, @Nullable String url) {
        var paused = pauses.of(List.of(account.affiliate()));
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(account.version()))
                .body(PayoutAccountView.of(account, paused, url));
    }
}
