package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.VerdictChange;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What two have in common stays so when strangers take it up. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class CrowdedCardTest {

    private static final Instant START = Instant.parse(EventScene.START);

    @Autowired
    EventScene scene;

    @Autowired
    Inbox inbox;

    @Autowired
    Evaluation evaluation;

    @Autowired
    Verdicts verdicts;

    private ProgramId program;
    private int told;

    @BeforeEach
    void open() {
        program = ProgramId.parse(scene.shop().id());
        tell("""
                "type":"signup","customer":"aff","device":"d1"
                """, """
                "type":"affiliate_enrolled","customer":"aff","code":"aff1","device":"d1"
                """);
        pays("aff");
    }

    private void tell(String... members) {
        for (var each : members) {
            told++;
            var at = START.minusSeconds(60_000 - 60L * told);
            var line = "{\"id\":\"e%d\",\"occurred_at\":\"%s\",%s}".formatted(told, at, each);
            inbox.take(program, List.of(inbox.read(JsonMapper.shared().readTree(line))), "test");
        }
        evaluation.catchUp(program, START);
    }

    private void pays(String customer) {
        tell("""
                "type":"invoice_paid","customer":"%1$s","invoice":"in-%1$s","currency":"USD","reason":"create","tax":0,
                "payment_fingerprint":"card","lines":[{"amount":100,"period_start":"%2$s","months":1}]
                """.formatted(customer, START));
    }

    private List<String> words() {
        return verdicts.changes(program, 0, Integer.MAX_VALUE).stream()
                .map(CrowdedCardTest::word)
                .toList();
    }

    private static String word(VerdictChange change) {
        return change.subject().account() + " " + change.verdict().rule().id() + " "
                + change.verdict().action().word();
    }

    @Test
    void nine_strangers_on_one_card_do_not_cover_who_refers_themselves() {
        IntStream.range(0, 9).mapToObj(n -> "stranger" + n).forEach(stranger -> {
            tell("\"type\":\"signup\",\"customer\":\"%s\"".formatted(stranger));
            pays(stranger);
        });
        tell("""
                "type":"signup","customer":"me","code":"aff1","device":"d1"
                """, """
                "type":"login","customer":"me","device":"d1"
                """, """
                "type":"login","customer":"me","device":"d1"
                """);
        pays("me");
        assertThat(words()).contains("customer:me SR-2 hold");
    }
}
