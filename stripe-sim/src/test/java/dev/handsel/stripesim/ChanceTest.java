package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChanceTest extends SimulatorTest {

    @Test
    void the_same_seed_strikes_the_same_keys_in_whatever_order_they_come() {
        var keys = new ArrayList<String>();
        for (int each = 0; each < 60; each++) {
            keys.add("key-" + each);
        }
        var inOrder = outcomes(keys, 7);
        Collections.shuffle(keys, new Random(1));

        assertThat(outcomes(keys, 7)).isEqualTo(inOrder);
        assertThat(outcomes(keys, 8)).isNotEqualTo(inOrder);
        assertThat(inOrder.values()).contains("200 200", "500 200");
    }

    @Test
    void whatever_strikes_each_key_moves_money_once() {
        random(3, 600, "\"max_per_key\":3,\"max_delay_millis\":3,");
        for (int each = 0; each < 100; each++) {
            var key = "key-" + each;
            while (!attempt(key).equals("200")) {
                Thread.onSpinWait();
            }
        }

        assertThat(transfers()).isEqualTo(100);
        assertThat(available(nora)).isEqualTo(100);
    }

    private Map<String, String> outcomes(List<String> keys, long seed) {
        wire.deleteControl("faults");
        random(seed, 400, "");
        var outcomes = new TreeMap<String, String>();
        keys.forEach(key -> outcomes.put(key, attempt(key) + " " + attempt(key)));
        return outcomes;
    }

    private void random(long seed, int perMille, String more) {
        wire.control(
                "faults/random",
                "{\"seed\":" + seed + ",\"per_mille\":" + perMille + "," + more
                        + "\"paths\":[\"^/v1/transfers$\"],\"kinds\":[\"status_before\",\"drop_before\",\"drop_after\","
                        + "\"status_after_unpinned\",\"rate_limit\",\"delay_after\"]}");
    }

    private String attempt(String key) {
        try {
            return String.valueOf(transfer(1, "Idempotency-Key", key).status());
        } catch (UncheckedIOException e) {
            return "dropped";
        }
    }
}
