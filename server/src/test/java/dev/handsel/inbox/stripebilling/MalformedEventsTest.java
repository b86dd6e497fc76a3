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
import tools.jackson.databind.node.ObjectNode;

/** Events that are not what Stripe documents: each fault is named by its place. */
class MalformedEventsTest {

    @ParameterizedTest
    @CsvSource({
        "total, data.object.total",
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

    private static void refuses(String place, Consumer<ObjectNode> change) {
        assertThatThrownBy(() -> Translator.translate(changed("monthly-discount", change)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.detail()).contains("data.object." + place));
    }
}
