package dev.handsel.fraud.verdicts;

import dev.handsel.base.words.Word;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Evidence;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.rules.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How verdicts are kept: their evidence as JSON, with its members in their order. */
@Component
class VerdictJson {

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

    /** The subject of a row. */
    static Subject subject(ResultSet row) throws SQLException {
        return new Subject(
                Word.read(Subject.Kind.class, row.getString("kind")),
                row.getString("account"),
                Word.read(FraudType.class, row.getString("type")));
    }
}
