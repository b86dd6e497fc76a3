package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.files.Importer;
import dev.handsel.testing.HandselTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** An import that drives the clock ends in the middle of an instant, and another process goes on. */
@HandselTest
class StoppedImportTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant SHARED = START.plus(Duration.ofHours(4));
    private static final int BATCH = 500;

    @Autowired
    EventScene scene;

    @Autowired
    Importer importer;

    @Autowired
    Evaluation evaluation;

    @Autowired
    Evaluator evaluator;

    @Autowired
    Verdicts verdicts;

    @TempDir
    Path folder;

    @Test
    void what_happened_at_the_instant_within_which_it_ended_is_judged_together() throws Exception {
        var whole = program();
        importer.run(file(), whole, true, () -> false, (_, _) -> {});
        var changes = changes(whole);
        assertThat(changes).anyMatch(line -> line.contains("\"hold\"")).noneMatch(line -> line.contains("\"flag\""));

        var stopped = program();
        var file = file();
        var one = new AtomicBoolean();
        var first = importer.run(file, stopped, true, () -> one.getAndSet(true), (_, _) -> {});
        assertThat(first.finished()).isFalse();
        evaluator.restart();
        var second = importer.run(file, stopped, true, () -> false, (_, _) -> {});
        assertThat(second.finished()).isTrue();
        assertThat(changes(stopped)).isEqualTo(changes);
    }

    private ProgramId program() {
        return ProgramId.parse(
                scene.shop(body -> body.put("clock", START.toString())).id());
    }

    private List<String> changes(ProgramId program) {
        evaluation.catchUp(program, SHARED.plus(Duration.ofDays(1)));
        return verdicts.changes(program, 0, Integer.MAX_VALUE).stream()
                .map(JudgementBook::line)
                .toList();
    }

    /** Two share a terminal in the last lines of the first batch, and pay by one card at the same instant in the second. */
    private Path file() throws IOException {
        var events = new ArrayList<Event>();
        events.add(Event.signup("nora").at(START.toString()));
        events.add(Event.enrolled("nora")
                .with("code", "nora")
                .at(START.plusSeconds(60).toString()));
        events.add(Event.signup("ann")
                .with("code", "nora")
                .at(START.plusSeconds(120).toString()));
        while (events.size() < BATCH - 2) {
            events.add(Event.login("zed")
                    .at(START.plusSeconds(120L + events.size()).toString()));
        }
        events.add(terminal("nora", "b1"));
        events.add(terminal("ann", "b2"));
        events.add(paid("n1", "nora"));
        events.add(paid("a1", "ann"));
        events.add(Event.login("zed").at(SHARED.plusSeconds(60).toString()));
        return Files.write(
                Files.createTempFile(folder, "events", ".jsonl"),
                events.stream().map(Event::toString).toList());
    }

    private static Event terminal(String customer, String account) {
        return Event.terminal(customer)
                .with("terminal", "one")
                .with("broker_account", account)
                .at(SHARED.toString());
    }

    private static Event paid(String invoice, String customer) {
        return Event.of("invoice_paid")
                .with("customer", customer)
                .with("invoice", invoice)
                .with("currency", "USD")
                .with("reason", "create")
                .with("tax", 0)
                .with("payment_fingerprint", "card")
                .line(1_000, 1, SHARED.toString())
                .at(SHARED.toString());
    }
}
