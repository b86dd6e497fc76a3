package dev.handsel.operation.cli;

import static dev.handsel.fraud.rules.Action.CLEAR;
import static dev.handsel.fraud.rules.Action.FLAG;
import static dev.handsel.fraud.rules.Action.HOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.HandselTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What {@code fraud alerts} prints. */
@HandselTest
class AlertLinesTest {

    @Autowired
    EventScene scene;

    @Autowired
    Opinions opinions;

    @Autowired
    Verdicts verdicts;

    @Test
    void each_change_of_a_verdict_is_a_line() {
        var shop = scene.shop();
        var nora = "affiliate:" + shop.affiliate("nora").id();
        opinions.say(shop, Opinions.said("ann", "nora", Rule.SR_2, HOLD, 0.87654, "place"));
        opinions.say(shop, Opinions.judgement(Kind.AFFILIATE, nora, "", Rule.VE_1, FLAG, 1));
        opinions.say(shop, Opinions.judgement(Kind.AFFILIATE, nora, "", Rule.PD_1, HOLD, 0.9));
        opinions.say(shop, Opinions.said("ann", "nora", Rule.SR_2, CLEAR, 0));

        var out = new StringWriter();
        new AlertLines(verdicts).print(Opinions.program(shop), new PrintWriter(out));

        var id = nora.replace("affiliate:", "");
        assertThat(out.toString().lines()).containsExactly("""
                        {"ts":"2026-01-01T00:00:00Z","kind":"account","id":"ann","type":"self_referral","action":"hold",\
                        "score":0.877,"rule":"SR-2","evidence":{"sessions":7,"family_place":0.72}}""", """
                        {"ts":"2026-01-01T00:00:00Z","kind":"affiliate","id":"%s","type":"velocity","action":"flag",\
                        "score":1.0,"stops_all":false,"rule":"VE-1","evidence":{"sessions":7}}""".formatted(id), """
                        {"ts":"2026-01-01T00:00:00Z","kind":"affiliate","id":"%s","type":"collusion","action":"hold",\
                        "score":0.9,"rule":"PD-1","evidence":{"sessions":7}}""".formatted(id), """
                        {"ts":"2026-01-01T00:00:00Z","kind":"account","id":"ann","type":"self_referral","action":"clear",\
                        "score":0.0,"rule":"SR-2","evidence":{"sessions":7,"family_place":0.72}}""");
    }
}
