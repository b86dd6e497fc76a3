package dev.handsel.inbox.stripebilling;

import static dev.handsel.inbox.stripebilling.Payloads.json;
import static dev.handsel.inbox.stripebilling.Payloads.reread;
import static dev.handsel.inbox.stripebilling.Payloads.resource;
import static dev.handsel.inbox.stripebilling.Payloads.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One invoice in the shapes of many versions of Stripe's API: a month of a plan with ten per cent off, a fee beside it, and a
 * credit for half a month of the plan before; 10.00 of it were paid from the customer's balance.
 */
class InvoiceVersionsTest {

    @ParameterizedTest
    @CsvSource({
        "2024-04-10, 2024-04-10",
        "2024-04-10, 2024-06-20",
        "2025-02-24.acacia, 2024-09-30.acacia",
        "2025-02-24.acacia, 2025-02-24.acacia",
        "2025-03-31.basil, 2025-03-31.basil",
        "2025-03-31.basil, 2025-08-27.basil",
        "2025-09-30.clover, 2025-09-30.clover",
        "2025-09-30.clover, 2026-03-25.dahlia",
        "2026-11-18.endive, 2026-11-18.endive"
    })
    void every_version_tells_the_same(String shape, String version) {
        var event = resource("versions/" + shape);
        event.put("api_version", version);
        var draft = told(Payloads.read(event)).withCoupons(List.of()).withCoupon(Optional.empty());

        assertThat(reread(draft)).isEqualTo(json("""
                {"id": "stripe:evt_1:0", "type": "invoice_paid", "occurred_at": "2026-01-01T00:00:40Z", "invoice": "in_1",
                 "currency": "EUR", "tax": 2280, "credit_applied": 1000, "lines": [
                   {"amount": 9000, "period_start": "2026-01-01T00:00:00Z", "period_end": "2026-02-01T00:00:00Z",
                    "product": "prod_plan"},
                   {"amount": 5000, "period_start": "2026-01-01T00:00:00Z", "months": 0, "product": "prod_fee"},
                   {"amount": -2000, "period_start": "2026-01-16T00:00:00Z", "period_end": "2026-02-01T00:00:00Z",
                    "product": "prod_old"}]}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-08-27",
                "2023-10-16",
                "2024-04-09",
                "2024-10-01",
                "2024-06-20.acacia",
                "2027-03-31.fuchsia",
                "2025-09-30.preview",
                "2025-13-01.clover",
                "2025-09-30.",
                "basil",
                " "
            })
    void what_is_not_understood_is_refused_with_what_to_do(String version) {
        var event = resource("versions/2024-04-10");
        event.put("api_version", version);
        assertThatThrownBy(() -> Translator.translate(Payloads.read(event)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("event_invalid");
                    assertThat(refused.detail()).startsWith("api_version is ").contains("from 2024-04-10 on");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"refund-full", "dispute-created", "checkout", "credit-note", "subscription-deleted"})
    void what_is_alike_in_all_versions_is_taken_from_any(String name) {
        var event = resource(name);
        var today = reread(told(Payloads.read(event)));
        event.put("api_version", "2019-12-03");
        assertThat(reread(told(Payloads.read(event)))).isEqualTo(today);
    }
}
