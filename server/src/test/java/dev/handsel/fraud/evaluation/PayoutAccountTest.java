package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Affiliates who are paid to one account, on the real database. */
@HandselTest
class PayoutAccountTest {

    private static final Instant START = Instant.parse(EventScene.START);

    @Autowired
    EventScene scene;

    @Autowired
    Inbox inbox;

    @Autowired
    Evaluation evaluation;

    @Autowired
    Evaluator evaluator;

    @Autowired
    Verdicts verdicts;

    @Autowired
    JdbcClient jdbc;

    private ProgramId program;

    @BeforeEach
    void open() {
        program = ProgramId.parse(scene.shop().id());
    }

    private void enrols(int from, int until) {
        var lines = new ArrayList<String>();
        for (int n = from; n < until; n++) {
            var at = START.minusSeconds(6_000 - 60L * n);
            lines.add("""
                    {"id":"s%d","type":"signup","occurred_at":"%s","customer":"a%d","email":"p%d@mail%d.example"}
                    """.formatted(n, at, n, n, n));
            lines.add("""
                    {"id":"e%d","type":"affiliate_enrolled","occurred_at":"%s","customer":"a%d","code":"code%d",
                    "payout_fingerprint":"bank"}
                    """.formatted(n, at.plusSeconds(10), n, n));
        }
        inbox.take(
                program,
                lines.stream()
                        .map(line -> inbox.read(JsonMapper.shared().readTree(line)))
                        .toList(),
                "test");
        evaluation.catchUp(program, START);
    }

    /** The last word about each affiliate. */
    private List<String> held() {
        var last = new TreeMap<String, String>();
        verdicts.changes(program, 0, Integer.MAX_VALUE).stream()
                .map(JudgementBook::line)
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.get("rule").asString().equals("PD-1"))
                .forEach(line ->
                        last.put(line.get("id").asString(), line.get("action").asString()));
        return last.entrySet().stream()
                .filter(entry -> entry.getValue().equals("hold"))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void those_who_come_once_it_is_a_crowd_are_held_too() {
        enrols(0, 30);
        enrols(30, 43);
        assertThat(held()).hasSize(43);
        evaluator.restart();
        enrols(43, 45);
        assertThat(held()).hasSize(45);
    }

    @Test
    void whoever_takes_another_account_is_still_judged_by_the_one_they_shared() {
        enrols(0, 4);
        assertThat(held()).hasSize(4);
        jdbc.sql("update affiliate set payout_fingerprint = 'other' where program_id = :program and external_id = 'a0'")
                .param("program", program.value())
                .update();
        evaluation.catchUp(program, START);
        assertThat(held()).containsExactly("a0", "a1", "a2", "a3");
    }
}
