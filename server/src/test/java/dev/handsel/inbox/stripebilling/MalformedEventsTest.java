package dev.handsel.inbox.stripebilling;

import static dev.handsel.inbox.stripebilling.Payloads.changed;
import static dev.handsel.inbox.stripebilling.Payloads.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Events that are not what Stripe documents: each fault is named by its place. */
class MalformedEventsTest {

    @ParameterizedTest
    @CsvSource({
        "total, data.object.total",
        "amount_paid, data.object.amount_paid",
        "currency, data.object.currency",
        "customer, data.object.customer",
        "id, data.object.id"
    })
    void what_is_missing_is_named(String member, String place) {
        assertThatThrownBy(() -> Translator.translate(changed("monthly-discount", invoice -> invoice.remove(member))))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("event_invalid");
                    assertThat(refused.detail()).contains(place);
                });
    }

    @Test
    void what_has_the_wrong_type_or_size_is_named() {
        refuses("lines.data[0].amount", invoice -> line(invoice).put("amount", "100"));
        refuses("lines.data[0].amount", invoice -> line(invoice).put("amount", Long.MIN_VALUE));
        refuses(
                "lines.data[0].period.start",
                invoice -> line(invoice).withObject("period").put("start", -1));
        refuses("total", invoice -> invoice.put("total", 1.5));
        refuses("total_tax_amounts", invoice -> invoice.put("total_tax_amounts", 7));
        refuses("currency", invoice -> invoice.put("currency", "xyz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9520.0", "952e1", "9.52E+3", "95200e-1", "9520.000000000000"})
    void numbers_count_by_their_value(String written) {
        assertThat(Payloads.told(total(written)).json().get("tax").asLong()).isEqualTo(1520);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9520.5", "1e400", "1e999999999", "1e-999999999", "-1e400", "10000000000001", "\"9520\"", "true"})
    void what_is_no_amount_is_refused_however_it_is_written(String written) {
        assertThatThrownBy(() -> Translator.translate(total(written)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.detail()).contains("data.object.total "));
    }

    private static BillingEvent total(String written) {
        var text = Payloads.resource("monthly-discount").toString().replace("\"total\":9520", "\"total\":" + written);
        return Payloads.read((ObjectNode) Payloads.json(text));
    }

    private static void refuses(String place, Consumer<ObjectNode> change) {
        assertThatThrownBy(() -> Translator.translate(changed("monthly-discount", change)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.detail()).contains("data.object." + place));
    }
}
