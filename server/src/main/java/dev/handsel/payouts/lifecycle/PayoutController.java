package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.money.Currency;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.payouts.lifecycle.PayoutStore.Filter;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import dev.handsel.platform.json.CurrencyCode;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.referrals.affiliates.Affiliate;
import dev.handsel.referrals.affiliates.Affiliates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PayoutController {

    /** {@code affiliate} is for API keys: people ask for themselves. */
    record PayoutRequest(
            @NotNull ProgramId program,
            @NotNull @CurrencyCode String currency,
            @Nullable @Positive @Max(1_000_000_000_000_000L) Long amount,
            @Nullable AffiliateId affiliate) {

        Currency money() {
            return Currencies.find(currency).orElseThrow();
        }
    }

    private final PayoutRequests requests;
    private final Payouts payouts;
    private final PayoutViews views;
    private final Affiliates affiliates;
    private final RequestPace pace;

    PayoutController(
            PayoutRequests requests, Payouts payouts, PayoutViews views, Affiliates affiliates, RequestPace pace) {
        this.requests = requests;
        this.payouts = payouts;
        this.views = views;
        this.affiliates = affiliates;
        this.pace = pace;
    }

    @Operation(summary = "Asks for a payout", description = """
                    The amount, all that is payable where it is left out, is rounded down to the currency's payout
                    step and in flight from now on; it waits for approval. Refused (422) as `below_minimum`,
                    `insufficient_balance`, `payouts_disabled`, `payout_in_progress`, `on_hold`,
                    `payouts_paused` or `currency_ended`. People may ask once in 10 seconds (429). Repeat with the same idempotency key when in doubt.""")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping("/v1/payouts")
    @IdempotencyKeyRequired
    ResponseEntity<PayoutView> request(
            Caller caller, @Valid @RequestBody PayoutRequest body, HttpServletRequest request) {
        var affiliate = payee(caller, body);
        if (caller instanceof Caller.Person) {
            pace.check(affiliate.id(), request.getRequestId());
        }
        var requested = requests.request(affiliate, body.money(), body.amount(), caller.actor());
        return ResponseEntity.created(
                        URI.create("/v1/payouts/" + requested.terms().id()))
                .eTag(IfMatch.etag(requested.terms().version()))
                .body(views.view(requested));
    }

    private Affiliate payee(Caller caller, PayoutRequest body) {
        return switch (caller) {
            case Caller.Person person -> {
                var own = affiliates.mine(person, body.program());
                if (body.affiliate() != null && !body.affiliate().equals(own.id())) {
                    throw Refused.notFound("affiliate");
                }
                yield own;
            }
            case Caller.Merchant merchant -> {
                merchant.requireProgram(body.program());
                if (body.affiliate() == null) {
                    throw Refused.invalid(
                            List.of(new Fault("/affiliate", "required", "An API key must say for which affiliate.")));
                }
                yield affiliates.require(merchant, body.affiliate());
            }
        };
    }

    @Operation(
            summary = "Payouts, newest first",
            description = "All of them for people who review, those of its programme for an API key.")
    @GetMapping("/v1/payouts")
    Page<PayoutView> list(
            Caller caller,
            @RequestParam @Nullable ProgramId program,
            @RequestParam @Nullable AffiliateId affiliate,
            @RequestParam Payout.@Nullable PayoutState state,
            PageRequest page) {
        var seen = switch (caller) {
            case Caller.Person person -> {
                person.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST);
                yield program;
            }
            case Caller.Merchant merchant -> {
                merchant.requireProgram(program == null ? merchant.program() : program);
                yield merchant.program();
            }
        };
        if (affiliate != null) {
            affiliates.require(caller, affiliate);
        }
        return views.page(new Filter(seen, affiliate, state), page);
    }

    @Operation(
            summary = "The caller's own payouts in the programme, newest first",
            description = "Each with its whole history.")
    @GetMapping("/v1/affiliates/me/payouts")
    Page<PayoutView> mine(
            Caller.Person caller,
            @RequestParam ProgramId program,
            @RequestParam Payout.@Nullable PayoutState state,
            PageRequest page) {
        var own = affiliates.mine(caller, program);
        return views.page(new Filter(program, own.id(), state), page);
    }

    @Operation(
            summary = "One payout with its whole history",
            description = "`state` is what became of the transfer, `bank_state` what became of the money behind it.")
    @GetMapping("/v1/payouts/{id}")
    ResponseEntity<PayoutView> get(Caller caller, @PathVariable PayoutId id) {
        return answer(views.require(caller, id).payout());
    }

    @Operation(summary = "Lets a requested payout go on its way; repeating is harmless", description = """
                    Where the programme asks for two people, whoever asked for the payout or receives it is refused
                    (403 `second_person_required`). While commissions that it pays are held, or were taken back by a block, since it was
                    asked for, it stays requested (409 `on_hold`).""")
    @PostMapping("/v1/payouts/{id}/approve")
    @IdempotencyKeyRequired
    ResponseEntity<PayoutView> approve(Caller.Person caller, @PathVariable PayoutId id) {
        var found = views.requireCommanded(caller, id);
        return answer(payouts.approve(id, found.affiliate(), caller));
    }

    @Operation(
            summary = "Calls off a payout that was not sent",
            description = "Its money is payable again; repeating is harmless.")
    @PostMapping("/v1/payouts/{id}/cancel")
    @IdempotencyKeyRequired
    ResponseEntity<PayoutView> cancel(Caller.Person caller, @PathVariable PayoutId id) {
        views.requireCommanded(caller, id);
        return answer(payouts.cancel(id, caller));
    }

    private ResponseEntity<PayoutView> answer(Payout payout) {
        return ResponseEntity.ok().eTag(IfMatch.etag(payout.terms().version())).body(views.view(payout));
    }
}
