package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rules of affiliates, which are asked once a day. */
@HandselTest
class MidnightsTest {

    private static final Instant START = Instant.parse(EventScene.START);

    @Autowired
    EventScene scene;

    @Autowired
    Evaluation evaluation;

    @Autowired
    Evaluator evaluator;

    @Autowired
    Verdicts verdicts;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private ProgramId program;

    @BeforeEach
    void two_affiliates_whose_customers_dispute_what_they_paid() {
        shop = scene.shop();
        program = ProgramId.parse(shop.id());
        for (var name : List.of("nora", "zoe")) {
            var customer = "of-" + name;
            shop.tellAll(
                    Event.signup(name),
                    Event.of("affiliate_enrolled").with("customer", name).with("code", name + "-" + shop.tag()),
                    Event.signup(customer).with("code", name + "-" + shop.tag()));
            for (int i = 0; i < 3; i++) {
                shop.tell(Event.invoice(name + i, customer, 1_000));
                shop.tell(Event.of("dispute_opened")
                        .with("invoice", name + i)
                        .with("dispute", "d-" + name + i)
                        .with("amount", 1_000));
            }
        }
        evaluation.catchUp(program, START);
    }

    private List<String> heldByDisputes() {
        evaluation.catchUp(program, START.plus(Duration.ofDays(1)));
        return verdicts.changes(program, 0, Integer.MAX_VALUE).stream()
                .filter(change -> change.verdict().rule().id().equals("CB-1"))
                .map(change -> change.subject().kind() + " " + change.subject().account())
                .toList();
    }

    private List<String> setAside() {
        return jdbc.sql(
                        "select kind || ' ' || array_to_string(names, ',') from fraud_set_aside where program_id = :program")
                .param("program", program.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void both_are_judged() {
        assertThat(heldByDisputes()).contains("AFFILIATE customer:nora", "AFFILIATE customer:zoe");
        assertThat(setAside()).isEmpty();
    }

    @Test
    void one_whose_rules_fail_keeps_no_other_from_being_judged() {
        evaluator.restart();
        int damaged = jdbc.sql("""
                        update fraud_account set doc = jsonb_set(doc::jsonb, '{affiliate,disputes}', '-1')
                        where program_id = :program and account = 'customer:nora'
                        """).param("program", program.value()).update();
        assertThat(damaged).isEqualTo(1);

        assertThat(heldByDisputes()).contains("AFFILIATE customer:zoe").doesNotContain("AFFILIATE customer:nora");
        assertThat(setAside()).containsExactly("affiliate customer:nora");
        evaluation.catchUp(program, START.plus(Duration.ofDays(3)));
        assertThat(setAside()).as("not again each day").hasSize(1);
    }
}
