package dev.handsel.inbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class StoredFormTest {

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void an_event_that_comes_again_after_an_upgrade_is_the_one_that_was_stored() {
        var event = json.readTree("""
                {"type": "trade_closed", "id": "e1", "volume": 1.50, "at": {"z": [3, 1e2, 9007199254740993], "a": "\\u001fä/"}}
                """);

        assertThat(new StoredForm(json).write(event)).isEqualTo("""
                        {"at":{"a":"\\u001Fä/","z":[3,1E+2,9007199254740993]},"id":"e1","type":"trade_closed","volume":1.50}\
                        """);
    }
}
