package dev.handsel.fraud.configuration;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.fraud.rules.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code fraud_configuration}, to which rows are only added: the newest of a programme counts. */
@Repository
class ConfigurationStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ConfigurationStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<RuleConfiguration> newest(ProgramId program) {
        return jdbc.sql("""
                        select version, parameters, effects from fraud_configuration
                        where program_id = :program order by version desc limit 1
                        """)
                .param("program", program.value())
                .query((row, _) -> read(row))
                .optional();
    }

    private RuleConfiguration read(ResultSet row) throws SQLException {
        return new RuleConfiguration(
                row.getLong("version"),
                json.readValue(row.getString("parameters"), Parameters.class),
                Word.read(Effects.class, row.getString("effects")));
    }

    void add(ProgramId program, RuleConfiguration configuration, Instant at, String actor) {
        jdbc.sql("""
                insert into fraud_configuration (program_id, version, parameters, effects, set_at, set_by)
                values (:program, :version, :parameters::json, :effects, :at, :actor)
                """)
                .param("program", program.value())
                .param("version", configuration.version())
                .param("parameters", json.writeValueAsString(configuration.inForce()))
                .param("effects", configuration.effects().word())
                .param("at", utc(at))
                .param("actor", actor)
                .update();
    }
}
