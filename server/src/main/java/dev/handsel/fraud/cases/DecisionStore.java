package dev.handsel.fraud.cases;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.CaseId;
import dev.handsel.base.words.Word;
import dev.handsel.fraud.cases.FraudCase.Choice;
import dev.handsel.fraud.verdicts.WhitelistEntry.WhitelistKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code fraud_decision}. */
@Repository
class DecisionStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DecisionStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What a person decided about a case.
     *
     * @param version of the case as they had read it
     * @param reasonCode why, as a word
     * @param reason why, in words
     * @param whitelist what was put on the whitelist by it
     * @param at by the clock of the programme
     * @param reviewer as in the audit log
     */
    record Decided(
            long version,
            Choice decision,
            String reasonCode,
            String reason,
            @Nullable WhitelistKind whitelist,
            Instant at,
            String reviewer) {}

    /** Adds a decision with all that was said when it was made. */
    void add(CaseId id, Decided decided, List<EvidenceView> snapshot) {
        jdbc.sql("""
                insert into fraud_decision (case_id, version, decision, reason_code, reason, whitelist, decided_at, reviewer,
                    snapshot)
                values (:id, :version, :decision, :code, :reason, :whitelist, :at, :reviewer, :snapshot::json)
                """)
                .param("id", id.value())
                .param("version", decided.version())
                .param("decision", decided.decision().word())
                .param("code", decided.reasonCode())
                .param("reason", decided.reason())
                .param(
                        "whitelist",
                        decided.whitelist() == null ? null : decided.whitelist().word())
                .param("at", utc(decided.at()))
                .param("reviewer", decided.reviewer())
                .param("snapshot", json.writeValueAsString(snapshot))
                .update();
    }

    /** What was decided about a case, the oldest first. */
    List<Decided> of(CaseId id) {
        return jdbc.sql("""
                select version, decision, reason_code, reason, whitelist, decided_at, reviewer from fraud_decision
                where case_id = :id order by version
                """)
                .param("id", id.value())
                .query((row, _) -> new Decided(
                        row.getLong("version"),
                        Word.read(Choice.class, row.getString("decision")),
                        row.getString("reason_code"),
                        row.getString("reason"),
                        row.getString("whitelist") == null
                                ? null
                                : Word.read(WhitelistKind.class, row.getString("whitelist")),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                        row.getString("reviewer")))
                .list();
    }
}
