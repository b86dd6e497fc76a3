package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.inbox.events.IncomingEvent;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Opposite trades are found however many others end between them. */
@HandselTest
class HiddenTradeTest {

    private static final Instant BEGINS = Instant.parse(EventScene.START).minusSeconds(6_000);

    @Autowired
    @SuppressWarnings("NullAway.Init")
    EventScene scene;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    Inbox inbox;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    Evaluation evaluation;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    Verdicts verdicts;

    private final List<IncomingEvent> told = new ArrayList<>();

    private void tell(double second, String members) {
        var line = "{\"id\":\"e%d\",\"occurred_at\":\"%s\",%s}"
                .formatted(told.size(), BEGINS.plusMillis(Math.round(second * 1_000)), members);
        told.add(inbox.read(JsonMapper.shared().readTree(line)));
    }

    private void opens(double second, String customer, String trade, String symbol, String side) {
        tell(second, """
                "type":"trade_opened","customer":"%s","trade":"%s","symbol":"%s","side":"%s","volume":1,"price":1.1
                """.formatted(customer, trade, symbol, side));
    }

    private void closes(double second, String customer, String trade) {
        tell(second, """
                "type":"trade_closed","customer":"%s","trade":"%s","price":1.2,"currency":"USD","pnl":10,"commission":1
                """.formatted(customer, trade));
    }

    @Test
    void a_hundred_small_trades_between_hide_no_opposite_one() {
        tell(0, "\"type\":\"signup\",\"customer\":\"aff\"");
        tell(1, "\"type\":\"affiliate_enrolled\",\"customer\":\"aff\",\"code\":\"code0\"");
        for (var customer : List.of("one", "two", "busy")) {
            tell(2, "\"type\":\"signup\",\"customer\":\"%s\",\"code\":\"code0\"".formatted(customer));
        }
        opens(1_000, "one", "t1", "EURUSD", "buy");
        opens(1_001, "two", "t2", "EURUSD", "sell");
        closes(1_300, "one", "t1");
        for (int n = 0; n < 100; n++) {
            opens(1_300.1 + n / 100.0, "busy", "b" + n, "XAUUSD", "buy");
            closes(1_300.105 + n / 100.0, "busy", "b" + n);
        }
        closes(1_302, "two", "t2");
        var program = ProgramId.parse(scene.shop().id());
        inbox.take(program, told, "test");
        evaluation.catchUp(program, Instant.parse(EventScene.START));
        assertThat(verdicts.changes(program, 0, Integer.MAX_VALUE).stream()
                        .filter(change -> change.verdict().rule().id().equals("WT-5"))
                        .map(change -> change.subject().account()))
                .containsExactlyInAnyOrder("customer:one", "customer:two");
    }
}
