package dev.handsel.payouts.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.transfers.StripeScene;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PayoutNoticesTest extends StripeScene {

    @Autowired
    PayoutFigures figures;

    @Autowired
    MeterRegistry meters;

    private List<String> subjects(Payee payee) {
        return jdbc.sql("select subject from mail where account_id = :id order by id")
                .param("id", payee.person().id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void an_affiliate_with_an_address_is_told_what_becomes_of_a_payout_and_not_of_our_troubles() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        jdbc.sql("update account set email = :email, email_verified = true where id = :id")
                .param("email", payee.id() + "@example.com")
                .param("id", payee.person().id().value())
                .update();
        var payout = reserved(shop, payee, 6_000);
        stripe.fault("/v1/transfers$", "drop_after", Map.of());
        send();
        assertThat(subjects(payee)).containsExactly("Payout requested", "Payout approved");

        sendAgain(payout);

        assertThat(subjects(payee)).containsExactly("Payout requested", "Payout approved", "Payout sent");
    }

    @Test
    void the_figures_are_named_as_documented() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        double before = sent();
        var payout = reserved(shop, payee, 6_000);
        send();
        assertThat(sent()).isEqualTo(before + 1);
        post(somebody("finance").token(), "/v1/payouts/" + payout + "/reversals", "{\"reason\": \"fraud\"}");
        figures.refresh();
        var prometheus = meters instanceof PrometheusMeterRegistry registry
                ? registry.scrape()
                : meters.getMeters().toString();
        assertThat(prometheus)
                .contains("handsel_payouts_total{", "state=\"transferred\"")
                .contains("handsel_payouts_oldest_unsettled_seconds")
                .contains("handsel_payouts_commands_open{", "kind=\"reversal\"", "state=\"waiting\"")
                .contains("handsel_payouts_sender_closed");
    }

    private double sent() {
        return meters.get("handsel.payouts")
                .tag("state", "transferred")
                .counter()
                .count();
    }
}
