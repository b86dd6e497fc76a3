package dev.handsel.fraud.verdicts;

import static java.util.stream.Collectors.toMap;

import dev.handsel.base.words.Word;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Evidence;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.rules.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How verdicts are kept: their evidence as JSON, with its members in their order. */
@Component
class VerdictJson {

    private static final TypeReference<Map<String, String>> WORDS = new TypeReference<>() {};

    private record Kept(int version, String action, double score, Evidence evidence) {}

    private final JsonMapper json;

    VerdictJson(JsonMapper json) {
        this.json = json;
    }

    String write(Evidence evidence) {
        return json.writeValueAsString(evidence);
    }

    /** The verdict of a row with a column of each name. */
    Verdict read(ResultSet row) throws SQLException {
        var id = row.getString("rule");
        return new Verdict(
                Rule.find(id).orElseThrow(() -> new IllegalStateException("There is no rule " + id)),
                row.getInt("version"),
                Word.read(FraudType.class, row.getString("type")),
                Word.read(Action.class, row.getString("action")),
                row.getDouble("score"),
                json.readValue(row.getString("evidence"), Evidence.class));
    }

    /** Kinds of evidence, each with an action. */
    String write(Map<String, Action> grounds) {
        return json.writeValueAsString(grounds.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, ground -> ground.getValue().word())));
    }

    /** What of a row was dismissed. */
    Map<String, Action> grounds(ResultSet row) throws SQLException {
        return json.readValue(row.getString("grounds"), WORDS).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, ground -> Word.read(Action.class, ground.getValue())));
    }

    /** What of a verdict is no column of its rule and type. */
    @Nullable String write(@Nullable Verdict verdict) {
        return verdict == null
                ? null
                : json.writeValueAsString(
                        new Kept(verdict.version(), verdict.action().word(), verdict.score(), verdict.evidence()));
    }

    /** What of a row was confirmed before it got stronger. */
    @Nullable Verdict confirmed(ResultSet row) throws SQLException {
        var text = row.getString("confirmed");
        if (text == null) {
            return null;
        }
        var kept = json.readValue(text, Kept.class);
        var now = read(row);
        return new Verdict(
                now.rule(),
                kept.version(),
                now.type(),
                Word.read(Action.class, kept.action()),
                kept.score(),
                kept.evidence());
    }

    /** The subject of a row. */
    static Subject subject(ResultSet row) throws SQLException {
        return new Subject(
                Word.read(Subject.Kind.class, row.getString("kind")),
                row.getString("account"),
                Word.read(FraudType.class, row.getString("type")));
    }
}
