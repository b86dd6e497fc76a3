package dev.handsel.payouts.lifecycle;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.identity.access.Caller;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.platform.json.Judged;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The commands that stand for a provider's news. */
@RestController
class PayoutSimulation {

    /** What the provider is to say. */
    enum Word {
        TRANSFER_CREATED,
        TRANSFER_FAILED,
        TRANSFER_REVERSED,
        BANK_FAILED
    }

    /** {@code amount_reversed} belongs to {@code transfer_reversed} alone: all that came back so far. */
    record SimulatedOutcome(
            @NotNull Word outcome, @Nullable @PositiveOrZero Long amountReversed) implements Judged {

        @Override
        public List<Fault> judge() {
            if (outcome == Word.TRANSFER_REVERSED && amountReversed == null) {
                return fault("required", "Say how much came back so far.");
            }
            var other = Stream.of(Word.TRANSFER_CREATED, Word.TRANSFER_FAILED, Word.BANK_FAILED)
                    .anyMatch(word -> word == outcome);
            return other && amountReversed != null
                    ? fault("conflict", "Only a reversed transfer has this.")
                    : List.of();
        }

        private static List<Fault> fault(String code, String message) {
            return List.of(new Fault("/amount_reversed", code, message));
        }

        ProviderOutcome outcomeOf(PayoutId id) {
            return switch (outcome) {
                case TRANSFER_CREATED -> new ProviderOutcome.TransferCreated("sim_" + id);
                case TRANSFER_FAILED -> new ProviderOutcome.TransferFailed("", "");
                case TRANSFER_REVERSED ->
                    new ProviderOutcome.TransferReversed(amountReversed == null ? 0 : amountReversed);
                case BANK_FAILED -> new ProviderOutcome.BankSaid(BankState.FAILED);
            };
        }
    }

    private final Payouts payouts;
    private final PayoutViews views;

    PayoutSimulation(Payouts payouts, PayoutViews views) {
        this.payouts = payouts;
        this.views = views;
    }

    @Operation(
            summary =
                    "Says what became of a payout of the simulated provider, for a manager or with the programme's API key",
            description = """
                    It stands for approval and sending too, unless the programme asks for two people (409
                    `approval_required`). Repeating is harmless; a reversed amount that is not above the last one
                    changes nothing. News that cannot be is refused (409 `payout_state`).""")
    @PostMapping("/v1/payouts/{id}/simulate")
    ResponseEntity<PayoutView> simulate(
            Caller caller, @PathVariable PayoutId id, @Valid @RequestBody SimulatedOutcome command) {
        views.requireCommanded(caller, id);
        var payout = payouts.simulate(id, command.outcomeOf(id), caller);
        return ResponseEntity.ok().eTag(IfMatch.etag(payout.terms().version())).body(views.view(payout));
    }
}
