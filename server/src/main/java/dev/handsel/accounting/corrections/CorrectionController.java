package dev.handsel.accounting.corrections;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.accounting.corrections.Correction.Applied;
import dev.handsel.accounting.corrections.Correction.CorrectionRequest;
import dev.handsel.accounting.corrections.Correction.Proposed;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CorrectionId;
import dev.handsel.base.money.Currencies;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import dev.handsel.platform.json.CurrencyCode;
import dev.handsel.platform.json.Judged;
import dev.handsel.referrals.affiliates.Affiliates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/ledger")
class CorrectionController {

    private static final long MOST = 1_000_000_000_000_000L;

    /** {@code amount} is in favour of the affiliate where it is positive; it may leave less than nothing payable. */
    record AdjustmentRequest(
            @NotNull AffiliateId affiliate,
            @NotNull @CurrencyCode String currency,
            @NotNull @Min(-MOST) @Max(MOST) Long amount,
            @NotBlank @Size(max = 1000) String reason)
            implements Judged {

        @Override
        public List<Fault> judge() {
            return Objects.equals(amount, 0L)
                    ? List.of(new Fault("/amount", "out_of_range", "An adjustment is not of nothing."))
                    : List.of();
        }
    }

    record WriteOffRequest(
            @NotNull AffiliateId affiliate,
            @NotNull @CurrencyCode String currency,
            @NotBlank @Size(max = 1000) String reason) {}

    /**
     * A correction as the API shows it.
     *
     * @param state whether it was done, or waits for a second person
     * @param amount in favour of the affiliate where it is positive; null for a write-off that is only proposed
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CorrectionView(
            CorrectionId id,
            String kind,
            String state,
            AffiliateId affiliate,
            String currency,
            @Nullable Long amount,
            String reason,
            String proposedBy,
            @Nullable String approvedBy,
            Instant createdAt) {
        static CorrectionView of(Correction correction) {
            var order = correction.order();
            return new CorrectionView(
                    order.id(),
                    CorrectionStore.kind(order.request()),
                    CorrectionStore.state(correction),
                    order.affiliate(),
                    order.currency().code(),
                    CorrectionStore.amount(correction),
                    order.reason(),
                    order.proposedBy(),
                    switch (correction) {
                        case Proposed _ -> null;
                        case Applied applied -> applied.approvedBy();
                    },
                    order.createdAt());
        }
    }

    private final Corrections corrections;
    private final CorrectionStore store;
    private final Affiliates affiliates;

    CorrectionController(Corrections corrections, CorrectionStore store, Affiliates affiliates) {
        this.corrections = corrections;
        this.store = store;
        this.affiliates = affiliates;
    }

    @Operation(summary = "Adjusts what is payable to an affiliate", description = """
                    At once; where the programme asks for two people this is a proposal (state `proposed`) that somebody else
                    approves. Repeat with the same idempotency key when in doubt.""")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping("/adjustments")
    @IdempotencyKeyRequired
    ResponseEntity<CorrectionView> adjust(Caller.Person caller, @Valid @RequestBody AdjustmentRequest body) {
        var affiliate = affiliates.require(trusted(caller), body.affiliate());
        var currency = currency(body.currency());
        var request = new CorrectionRequest.Adjust(new Money(body.amount(), currency));
        return created(corrections.propose(affiliate, currency, request, body.reason(), caller));
    }

    @Operation(
            summary = "Writes off all that is negative of what is payable to an affiliate in a currency",
            description = """
                    Refused (422 `nothing_to_write_off`) where nothing is. One person or two as for adjustments.""")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping("/write_offs")
    @IdempotencyKeyRequired
    ResponseEntity<CorrectionView> writeOff(Caller.Person caller, @Valid @RequestBody WriteOffRequest body) {
        var affiliate = affiliates.require(trusted(caller), body.affiliate());
        var currency = currency(body.currency());
        return created(
                corrections.propose(affiliate, currency, new CorrectionRequest.WriteOff(), body.reason(), caller));
    }

    @Operation(
            summary = "A correction, proposed or applied",
            description = "For owners, managers and finance. `state` says whether somebody else must approve it.")
    @GetMapping("/proposals/{id}")
    ResponseEntity<CorrectionView> get(Caller.Person caller, @PathVariable CorrectionId id) {
        trusted(caller);
        return answer(HttpStatus.OK, find(id));
    }

    @Operation(summary = "Does what somebody else proposed", description = """
                    Whoever proposed it, or whose balance it is, is refused (403 `second_person_required`). Repeating is harmless.""")
    @PostMapping("/proposals/{id}/approve")
    @IdempotencyKeyRequired
    ResponseEntity<CorrectionView> approve(Caller.Person caller, @PathVariable CorrectionId id) {
        var affiliate = affiliates.require(trusted(caller), find(id).order().affiliate());
        return answer(HttpStatus.OK, corrections.approve(id, affiliate, caller));
    }

    private Correction find(CorrectionId id) {
        return store.find(id).orElseThrow(() -> Refused.notFound("correction"));
    }

    private static Caller.Person trusted(Caller.Person caller) {
        return caller.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE);
    }

    private static ResponseEntity<CorrectionView> created(Correction correction) {
        return answer(HttpStatus.CREATED, correction);
    }

    private static ResponseEntity<CorrectionView> answer(HttpStatus status, Correction correction) {
        return ResponseEntity.status(status)
                .eTag(IfMatch.etag(correction.version()))
                .body(CorrectionView.of(correction));
    }

    private static Currency currency(String code) {
        return Currencies.find(code).orElseThrow();
    }
}
