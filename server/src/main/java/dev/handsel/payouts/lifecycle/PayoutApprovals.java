package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.idempotency.IdempotencyKeyRequired;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Many payouts at once, such as those of a batch that two people have to agree to. */
@RestController
class PayoutApprovals {

    record ApprovalRequest(@NotEmpty @Size(max = 100) List<@NotNull PayoutId> payouts) {}

    record ApprovedPayouts(List<PayoutView> data) {}

    private final Payouts payouts;
    private final PayoutViews views;
    private final Transactions transactions;

    PayoutApprovals(Payouts payouts, PayoutViews views, Transactions transactions) {
        this.payouts = payouts;
        this.views = views;
        this.transactions = transactions;
    }

    @Operation(summary = "Lets up to 100 requested payouts go on their way, all of them or none", description = """
                    Each as `POST /v1/payouts/{id}/approve` would. Where one is refused, none is approved, and the answer (400)
                    names every one that is in the way with its code, such as `second_person_required`, `payout_state` or
                    `not_found`. The answer has them in the order of the request.""")
    @PostMapping("/v1/payouts/approvals")
    @IdempotencyKeyRequired
    ApprovedPayouts approve(Caller.Person caller, @Valid @RequestBody ApprovalRequest body) {
        caller.requireRole(Role.OWNER, Role.MANAGER, Role.FINANCE);
        return transactions.required(() -> {
            List<Fault> faults = new ArrayList<>();
            inOrderOfIds(body.payouts())
                    .forEach(index -> approve(caller, body.payouts().get(index), index, faults));
            if (!faults.isEmpty()) {
                throw Refused.invalid(faults);
            }
            return new ApprovedPayouts(body.payouts().stream()
                    .map(id -> views.require(caller, id).payout())
                    .map(views::view)
                    .toList());
        });
    }

    /** Two people who approve overlapping lists wait for each other in one direction only. */
    private static List<Integer> inOrderOfIds(List<PayoutId> ids) {
        return IntStream.range(0, ids.size())
                .boxed()
                .sorted((one, other) ->
                        ids.get(one).value().compareTo(ids.get(other).value()))
                .toList();
    }

    private void approve(Caller.Person caller, PayoutId id, int index, List<Fault> faults) {
        try {
            var found = views.requireCommanded(caller, id);
            payouts.approve(id, found.affiliate(), caller);
        } catch (Refused refused) {
            faults.add(new Fault("/payouts/" + index, refused.code(), String.valueOf(refused.getMessage())));
        }
    }
}
