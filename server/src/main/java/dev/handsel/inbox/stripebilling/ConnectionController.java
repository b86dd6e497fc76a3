package dev.handsel.inbox.stripebilling;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.settings.Secret;
import dev.handsel.programs.terms.Programs;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How a programme is connected with the merchant's Stripe account; secrets go in and never come out. */
@RestController
@RequestMapping(BillingController.PATH)
class ConnectionController {

    record ConnectionRequest(
            @NotNull @Pattern(regexp = "whsec_[!-~]{1,249}", message = "is what Stripe shows as whsec_...") String signingSecret,

            @Nullable @Pattern(regexp = "acct_[0-9A-Za-z]{1,190}", message = "is what Stripe calls acct_...") String account) {
        @Override
        public String toString() {
            return "ConnectionRequest[(hidden)]";
        }
    }

    /**
     * How many events came, by what became of them.
     *
     * @param givenUp what has waited for 30 days; it still applies when what it lacks comes
     */
    record Counts(long applied, long waiting, long givenUp, long ignored) {}

    /**
     * The connection.
     *
     * @param since when the present secret was set
     * @param previousUntil until when the secret before it counts
     * @param account the connected account whose events are taken, too
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ConnectionView(
            boolean connected,
            @Nullable Instant since,
            @Nullable Instant previousUntil,
            @Nullable String account,
            @Nullable Instant lastEventAt,
            Counts events) {}

    private final SigningSecrets secrets;
    private final DeliveryStore deliveries;
    private final Programs programs;

    ConnectionController(SigningSecrets secrets, DeliveryStore deliveries, Programs programs) {
        this.secrets = secrets;
        this.deliveries = deliveries;
        this.programs = programs;
    }

    @Operation(summary = "Sets the signing secret of the merchant's webhook endpoint at Stripe", description = """
                    `signing_secret` is what Stripe's dashboard shows for an endpoint that sends to the `POST` of this
                    path. No answer ever contains it. Another secret replaces the present one, which stays valid for 24
                    hours beside it; the same again changes nothing, so repeating is harmless.

                    `account` is the connected account (`acct_...`) whose sales are the programme's, for an endpoint that
                    listens to events of connected accounts. Without it events of connected accounts are refused; leaving
                    it out takes it back.""")
    @PutMapping
    ConnectionView connect(
            Caller.Person caller, @PathVariable ProgramId id, @Valid @RequestBody ConnectionRequest body) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER);
        programs.get(id);
        secrets.set(id, new Secret(body.signingSecret()), Optional.ofNullable(body.account()), caller.actor());
        return view(id);
    }

    @Operation(
            summary = "Whether Stripe's webhooks are taken, and what has come",
            description =
                    "Since when a signing secret is set, and how many events were applied, wait, were given up after 30 days of"
                            + " waiting or meant nothing; never the secret.")
    @GetMapping
    ConnectionView show(Caller.Person caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER);
        programs.get(id);
        return view(id);
    }

    @Operation(
            summary = "Forgets the signing secrets and the account: webhooks are refused from now on",
            description = "What was taken before stays; again is harmless.")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(Caller.Person caller, @PathVariable ProgramId id) {
        caller.requireProgram(id, Role.OWNER, Role.MANAGER);
        programs.get(id);
        secrets.remove(id, caller.actor());
    }

    private ConnectionView view(ProgramId program) {
        Instant since = null;
        Instant previousUntil = null;
        for (var known : secrets.valid(program)) {
            if (known.validUntil() == null) {
                since = known.createdAt();
            } else {
                previousUntil = known.validUntil();
            }
        }
        var last = deliveries.lastReceived(program).orElse(null);
        var account = secrets.account(program).orElse(null);
        return new ConnectionView(since != null, since, previousUntil, account, last, deliveries.counts(program));
    }
}
