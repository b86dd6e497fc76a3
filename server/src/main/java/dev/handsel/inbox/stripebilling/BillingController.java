package dev.handsel.inbox.stripebilling;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.http.OpenPath;
import dev.handsel.platform.http.RequestPaths;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Stripe's webhooks for merchants' accounts. */
@RestController
class BillingController {

    static final String PATH = "/v1/programs/{id}/stripe/billing";

    @Configuration(proxyBeanMethods = false)
    static class BillingPaths {
        /** The signature says who calls. */
        @Bean
        OpenPath stripeBilling() {
            return new OpenPath(RequestPaths.only(HttpMethod.POST, PATH));
        }
    }

    /** What became of an event that was made of Stripe's. */
    record ToldView(String id, String type, String result) {}

    record ReceiptView(boolean received, List<ToldView> events) {}

    private final SigningSecrets secrets;
    private final Acceptance acceptance;
    private final Deliveries deliveries;
    private final JsonMapper json;

    BillingController(SigningSecrets secrets, Acceptance acceptance, Deliveries deliveries, JsonMapper json) {
        this.secrets = secrets;
        this.acceptance = acceptance;
        this.deliveries = deliveries;
        this.json = json;
    }

    @Operation(summary = "Takes the webhooks of the merchant's own Stripe account", description = """
                    Turns `checkout.session.completed`, `invoice.paid`, `invoice_payment.paid`, `charge.refunded`,
                    `refund.failed`, `refund.updated`, `charge.refund.updated`, `charge.dispute.created`,
                    `charge.dispute.updated`, `charge.dispute.funds_withdrawn`, `charge.dispute.closed`,
                    `credit_note.created`, `credit_note.voided` and `customer.subscription.deleted` into events as
                    `/v1/events` takes them; every other type is answered with 200 and means nothing. Events come as
                    snapshots, by themselves or within an envelope of Amazon EventBridge.

                    The signature is checked over the raw bytes with the programme's signing secrets, and its time must be
                    within 300 seconds of the server's, either way (401 `signature_invalid`). A signed body that is not what
                    its type promises is refused and not kept (400 `event_invalid`). 200 means that the event is durable with
                    everything that follows from it: `events` tells what was made of it and of what had waited for it, with
                    the results of `/v1/events`. An event that came before is not taken again: its answer has no events.""")
    @PostMapping(PATH)
    ReceiptView receive(
            @PathVariable ProgramId id,
            @RequestHeader(name = "Stripe-Signature", required = false) @Nullable String signature,
            @RequestBody byte[] body) {
        if (!secrets.signed(id, signature, body)) {
            throw new Refused(
                    RefusalKind.UNAUTHENTICATED,
                    "signature_invalid",
                    "These bytes were not signed by Stripe just now.");
        }
        var event = BillingEvent.read(body, json);
        acceptance.require(id, event);
        return new ReceiptView(true, deliveries.take(id, event, body));
    }
}
