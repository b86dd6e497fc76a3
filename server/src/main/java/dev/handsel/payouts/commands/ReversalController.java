package dev.handsel.payouts.commands;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.identity.access.Caller;
import dev.handsel.payouts.lifecycle.PayoutViews;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReversalController {

    /** {@code amount} in minor units; all that has not come back yet where it is left out. */
    record ReversalRequest(
            @Nullable @Positive @Max(1_000_000_000_000_000L) Long amount,
            @NotBlank @Size(max = 1000) String reason) {}

    /** The oldest first. */
    record ReversalList(List<ReversalView> data) {}

    private final Reversals reversals;
    private final PayoutViews payouts;

    ReversalController(Reversals reversals, PayoutViews payouts) {
        this.reversals = reversals;
        this.payouts = payouts;
    }

    @Operation(summary = "Takes a transferred payout back, or a part of it", description = """
                    Asked of Stripe soon after, once: the reversal goes from `waiting` through `sending` (and `unknown` where
                    Stripe gave no clear answer) to `done` or `refused`. What came back is payable again, and sets off what
                    was negative. What was sent in several parts is taken back by a reversal of each
                    part that it needs: the answer is the first of them, the list has all. One order at a time (409
                    `reversal_in_progress`); no more than is left (422 `above_amount`).
                    Repeat with the same idempotency key when in doubt.""")
    @ApiResponse(responseCode = "201", description = "Created", useReturnTypeSchema = true)
    @PostMapping("/v1/payouts/{id}/reversals")
    @IdempotencyKeyRequired
    ResponseEntity<ReversalView> order(
            Caller.Person caller, @PathVariable PayoutId id, @Valid @RequestBody ReversalRequest body) {
        payouts.requireCommanded(caller, id);
        var ordered = reversals.order(id, body.amount(), body.reason(), caller);
        return ResponseEntity.status(HttpStatus.CREATED).body(ReversalView.of(ordered));
    }

    @Operation(
            summary = "The reversals that were ordered of a payout, oldest first",
            description = "For people who may command payouts; amounts in minor units.")
    @GetMapping("/v1/payouts/{id}/reversals")
    ReversalList list(Caller caller, @PathVariable PayoutId id) {
        payouts.requireCommanded(caller, id);
        return new ReversalList(
                reversals.list(id).stream().map(ReversalView::of).toList());
    }
}
