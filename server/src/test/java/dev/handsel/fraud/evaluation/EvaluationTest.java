package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.evaluation.SmallWorld.Told;
import dev.handsel.fraud.model.Replay;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.inbox.files.Importer;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What is evaluated on the real database is what a replay in memory finds, however it was told and whatever happened meanwhile. */
@HandselTest
class EvaluationTest {

    private static final Instant END = SmallWorld.START.plus(Duration.ofDays(SmallWorld.DAYS));
    private static final List<Told> WORLD = SmallWorld.of(7, 260);

    @TempDir
    static Path folder;

    private static List<String> expected = List.of();

    @Autowired
    EventScene scene;

    @Autowired
    Importer importer;

    @Autowired
    Inbox inbox;

    @Autowired
    Evaluation evaluation;

    @Autowired
    Evaluator evaluator;

    @Autowired
    Verdicts verdicts;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    @BeforeAll
    static void replay() throws IOException {
        expected = changes(Replay.of(file(WORLD), true));
        assertThat(expected).hasSizeGreaterThan(60);
        assertThat(expected.stream().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .contains("SR-2", "MA-1", "MA-2", "PD-1", "CF-2", "CF-3", "CB-1", "WT-2", "WT-4", "WT-5");
    }

    private static Path file(List<Told> events) throws IOException {
        var file = Files.createTempFile(folder, "events", ".jsonl.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (var told : events) {
                out.write((told.line() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    /** Without evidence, and within an instant in one order. */
    private static List<String> changes(List<String> lines) {
        return lines.stream()
                .map(JsonMapper.shared()::readTree)
                .map(line -> "%s %s %s %s %s %s"
                        .formatted(
                                line.get("ts").asString(),
                                line.get("kind").asString(),
                                line.get("id").asString(),
                                line.get("type").asString(),
                                line.get("action").asString(),
                                line.get("rule").asString()))
                .sorted()
                .toList();
    }

    private ProgramId program(Instant clock) {
        return ProgramId.parse(scene.shop(body -> {
                    body.withObject("/attribution").put("match_device", true);
                    body.put("clock", clock.toString());
                })
                .id());
    }

    private void run(ProgramId program, List<Told> events) throws Exception {
        importer.run(file(events), program, true, () -> false, (_, _) -> {});
    }

    private List<String> found(ProgramId program) {
        evaluation.catchUp(program, END);
        return changes(verdicts.changes(program, 0, Integer.MAX_VALUE).stream()
                .map(JudgementBook::line)
                .toList());
    }

    @Test
    void an_import_finds_what_a_replay_in_memory_finds() throws Exception {
        var program = program(SmallWorld.START);
        run(program, WORLD);
        assertThat(found(program)).isEqualTo(expected);
    }

    @Test
    void so_does_one_that_goes_on_after_a_restart_in_another_order_within_instants() throws Exception {
        var program = program(SmallWorld.START);
        var shuffled = shuffled();
        int middle = cut(shuffled);
        run(program, shuffled.subList(0, middle));
        evaluator.restart();
        run(program, shuffled.subList(middle, shuffled.size()));
        assertThat(found(program)).isEqualTo(expected);
    }

    @Test
    void an_instant_that_does_not_fit_into_one_batch_is_still_one() throws Exception {
        var at = SmallWorld.START.plus(Duration.ofHours(30));
        var many = IntStream.range(0, 1_300)
                .mapToObj(i -> new Told(
                        at, """
                        {"id":"i%04d","type":"login","occurred_at":"%s","customer":"c%d","device":"d%d"}
                        """.formatted(i, at, i % 650, i % 650 % 300).strip()))
                .toList();
        var program = program(SmallWorld.START);
        var moments = new HashSet<Instant>();
        importer.run(file(many), program, true, () -> false, (_, _) -> moments.add(cursorTime(program)));
        assertThat(moments)
                .as("nothing of it was evaluated before all was told")
                .containsExactly(Instant.EPOCH);
    }

    @Test
    void a_first_event_of_long_ago_costs_no_midnight_for_each_day_since() {
        var program = program(SmallWorld.START);
        take(
                program,
                "{\"id\":\"old\",\"type\":\"signup\",\"occurred_at\":\"1970-01-02T00:00:00Z\",\"customer\":\"adam\"}");
        take(
                program,
                "{\"id\":\"new\",\"type\":\"signup\",\"occurred_at\":\"2026-01-04T00:00:00Z\",\"customer\":\"eve\"}");
        var count = StatementCount.here(() -> {
            evaluation.catchUp(program, SmallWorld.START);
            return 0;
        });
        assertThat(count.statements()).hasSizeLessThan(100);
        assertThat(cursorTime(program)).isEqualTo(SmallWorld.START);
        evaluation.catchUp(program, SmallWorld.START.plus(Duration.ofDays(20)));
        assertThat(cursorTime(program)).isEqualTo(SmallWorld.START.plus(Duration.ofDays(20)));
        assertThat(jdbc.sql("select (state::json->>'organic_dead')::int from fraud_cursor where program_id = :program")
                        .param("program", program.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private void take(ProgramId program, String line) {
        inbox.take(program, List.of(inbox.read(JsonMapper.shared().readTree(line))), "test");
    }

    /** The latest time of what was evaluated. */
    private Instant cursorTime(ProgramId program) {
        return jdbc.sql("select (state::json->>'now')::bigint from fraud_cursor where program_id = :program")
                .param("program", program.value())
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli)
                .orElse(Instant.EPOCH);
    }

    private static int cut(List<Told> events) {
        int middle = events.size() / 2;
        while (events.get(middle).at().equals(events.get(middle - 1).at())) {
            middle++;
        }
        return middle;
    }

    private static List<Told> shuffled() {
        var random = new Random(3);
        var all = new ArrayList<Told>();
        WORLD.stream()
                .collect(Collectors.groupingBy(Told::at, java.util.TreeMap::new, Collectors.toList()))
                .values()
                .forEach(instant -> {
                    var mixed = new ArrayList<>(instant);
                    // What refers to something comes after it, as in any honest log.
                    Collections.shuffle(mixed, random);
                    mixed.sort(
                            java.util.Comparator.comparing(told -> !told.line().contains("\"click\"")));
                    all.addAll(mixed);
                });
        return all;
    }

    /** Tells in batches of a size, and lets something happen after each. */
    private void tell(ProgramId program, int size, Consumer<ProgramId> after) {
        for (int from = 0; from < WORLD.size(); from += size) {
            var batch = WORLD.subList(from, Math.min(WORLD.size(), from + size)).stream()
                    .map(told -> inbox.read(JsonMapper.shared().readTree(told.line())))
                    .toList();
            inbox.take(program, batch, "test");
            after.accept(program);
        }
    }

    @Test
    void so_does_whoever_forgets_all_after_each_batch_and_is_cut_short_now_and_then() {
        var program = program(END);
        tell(program, 137, one -> {
            evaluator.restart();
            evaluation.step(one);
            assertThatThrownBy(() -> transactions.run(() -> {
                        evaluation.step(one);
                        throw new IllegalStateException("cut short");
                    }))
                    .hasMessage("cut short");
        });
        assertThat(found(program)).isEqualTo(expected);
    }

    @Test
    void so_do_several_at_once() throws Exception {
        var program = program(END);
        tell(program, 400, _ -> {});
        var work = IntStream.range(0, 3)
                .mapToObj(_ -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 5).forEach(_ -> {
                            evaluation.step(program);
                            evaluation.catchUp(program, WORLD.getLast().at());
                        }),
                        Thread::startVirtualThread))
                .toList();
        for (var one : work) {
            one.get(120, TimeUnit.SECONDS);
        }
        assertThat(found(program)).isEqualTo(expected);
    }

    /** Nearly every batch of this world changes verdicts, and so signals, cases and restrictions. */
    @Test
    void a_batch_costs_few_statements_however_long_the_history() {
        var program = program(END);
        var costs = new ArrayList<BatchCost>();
        tell(
                program,
                200,
                one -> costs.add(BatchCost.of(StatementCount.here(() -> {
                    evaluation.step(one);
                    return 0;
                }))));
        assertThat(costs).allSatisfy(cost -> {
            // Fifty-seven where all happens at once, and one for each of three affiliates who are restricted.
            assertThat(cost.own()).hasSizeLessThanOrEqualTo(60);
            assertThat(cost.mostOften()).as("none for each event").isLessThanOrEqualTo(3);
            // Three, and one for each rule that holds referrals of an affiliate.
            assertThat(cost.ofMidnights()).hasSizeLessThanOrEqualTo(11 * cost.midnights());
        });
        var own = costs.stream().map(cost -> cost.own().size()).toList();
        var later = own.stream().skip(own.size() - 10).collect(Collectors.averagingInt(cost -> cost));
        assertThat(later).as(own.toString()).isLessThanOrEqualTo(Collections.max(own.subList(0, 10)));
    }
}
