package dev.handsel.fraud.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.replay.Fingerprint;
import dev.handsel.fraud.replay.ReplayDifference;
import dev.handsel.fraud.replay.ReplayReport;
import dev.handsel.fraud.replay.Replays;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.files.Importer;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The history of a whole small world, judged once more in memory. */
@HandselTest
class RehearsalTest {

    private static final Instant END = SmallWorld.START.plus(Duration.ofDays(SmallWorld.DAYS));

    private static final Map<String, Double> STRICT = Map.of("hold_at", 0.5, "ring_affiliates", 4.0);

    @TempDir
    static Path folder;

    @Autowired
    EventScene scene;

    @Autowired
    Importer importer;

    @Autowired
    Evaluation evaluation;

    @Autowired
    Verdicts verdicts;

    @Autowired
    Replays replays;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Bearers bearers;

    @Value("${handsel.public-url}")
    String url;

    /** One that was judged by these parameters from the beginning. */
    private ProgramId world(Map<String, Double> set) throws Exception {
        var file = Files.createTempFile(folder, "events", ".jsonl");
        Files.write(
                file, SmallWorld.of(7, 260).stream().map(SmallWorld.Told::line).toList(), StandardCharsets.UTF_8);
        var program = ProgramId.parse(scene.shop(body -> {
                    body.withObject("/attribution").put("match_device", true);
                    body.put("clock", SmallWorld.START.toString());
                })
                .id());
        var reply = new Client(url)
                .send(
                        "PUT",
                        "/v1/programs/" + program + "/fraud_parameters",
                        BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(Map.of("parameters", set))),
                        "Authorization",
                        bearers.with(Role.MANAGER),
                        "If-Match",
                        "*",
                        "Content-Type",
                        "application/json");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        importer.run(file, program, true, () -> false, (_, _) -> {});
        evaluation.catchUp(program, END);
        return program;
    }

    private ReplayReport replay(ProgramId program, Map<String, Double> set) {
        return replays.run(program, Parameters.read(set), (_, _, _) -> true).orElseThrow();
    }

    @Test
    void by_the_parameters_in_force_it_comes_out_as_it_stands_and_by_others_as_they_would_have_judged()
            throws Exception {
        var program = world(Map.of());
        var before = Fingerprint.of(jdbc);
        var steps = new ArrayList<Long>();

        var same = replays.run(program, Parameters.STANDARD, (seq, end, _) -> steps.add(end - seq))
                .orElseThrow();
        var strict = replay(program, STRICT);
        var none = replays.run(program, Parameters.STANDARD, (_, _, _) -> false);

        assertThat(same.differences()).isEmpty();
        assertThat(same.money()).isEmpty();
        assertThat(same.at()).isEqualTo(END);
        assertThat(same.behind()).isFalse();
        assertThat(same.events()).isEqualTo(SmallWorld.of(7, 260).size());
        assertThat(steps)
                .hasSizeGreaterThan(2)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a))
                .endsWith(0L);
        assertThat(none).isEmpty();
        assertThat(Fingerprint.of(jdbc)).isEqualTo(before);

        var stands = standing(program);
        var other = world(STRICT);
        assertThat(strict.differences()).isNotEmpty();
        assertThat(after(stands, strict)).isEqualTo(standing(other));
    }

    /** What counts of each, from all changes there were. */
    private Map<String, Action> standing(ProgramId program) {
        var all = new TreeMap<String, Action>();
        verdicts.changes(program, 0, Integer.MAX_VALUE).forEach(change -> {
            var subject = change.subject();
            all.put(
                    subject.kind().word() + " " + subject.account().split(":", 2)[1] + " "
                            + subject.type().word(),
                    change.verdict().action());
        });
        all.values().removeIf(Action.CLEAR::equals);
        return all;
    }

    private static Map<String, Action> after(Map<String, Action> stands, ReplayReport report) {
        var all = new TreeMap<>(stands);
        for (var one : report.differences()) {
            var name = name(one);
            assertThat(all.getOrDefault(name, Action.CLEAR)).isEqualTo(one.now());
            all.put(name, one.then());
        }
        all.values().removeIf(Action.CLEAR::equals);
        return all;
    }

    private static String name(ReplayDifference one) {
        return one.kind().word() + " " + one.id() + " " + one.type().word();
    }
}
