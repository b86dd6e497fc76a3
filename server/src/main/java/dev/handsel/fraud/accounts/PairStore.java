package dev.handsel.fraud.accounts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code fraud_pair}. */
@Repository
class PairStore {

    private final JdbcClient jdbc;

    PairStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All pairs of which one is among these. */
    List<PairRow> of(ProgramId program, Collection<String> accounts) {
        return jdbc.sql("""
                select * from fraud_pair where program_id = :program and older = any(:accounts)
                union all
                select * from fraud_pair where program_id = :program and younger = any(:accounts) and not older = any(:accounts)
                """)
                .param("program", program.value())
                .param("accounts", Columns.texts(accounts))
                .query(PairStore::row)
                .list();
    }

    private static PairRow row(ResultSet row, int number) throws SQLException {
        return new PairRow(
                row.getString("older"),
                row.getString("younger"),
                row.getInt("trains"),
                row.getLong("last_train"),
                row.getInt("switches"),
                row.getLong("last_switch"),
                row.getInt("opposites"),
                row.getString("last_opposite"),
                row.getDouble("strength"),
                row.getBoolean("stranger"),
                row.getString("said"));
    }

    void save(ProgramId program, List<PairRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into fraud_pair (program_id, older, younger, trains, last_train, switches, last_switch, opposites,
                    last_opposite, strength, stranger, said)
                select :program, * from unnest(:older::text[], :younger::text[], :trains::int[], :lastTrain::bigint[],
                    :switches::int[], :lastSwitch::bigint[], :opposites::int[], :lastOpposite::text[],
                    :strength::float8[], :stranger::boolean[], :said::json[])
                on conflict (program_id, older, younger) do update set trains = excluded.trains,
                    last_train = excluded.last_train, switches = excluded.switches, last_switch = excluded.last_switch,
                    opposites = excluded.opposites, last_opposite = excluded.last_opposite, strength = excluded.strength,
                    stranger = excluded.stranger, said = excluded.said
                """)
                .param("program", program.value())
                .params(Columns.of(rows)
                        .with("older", PairRow::older)
                        .with("younger", PairRow::younger)
                        .with("trains", PairRow::trains)
                        .with("lastTrain", PairRow::lastTrain)
                        .with("switches", PairRow::switches)
                        .with("lastSwitch", PairRow::lastSwitch)
                        .with("opposites", PairRow::opposites)
                        .with("lastOpposite", PairRow::lastOpposite)
                        .with("strength", PairRow::strength)
                        .with("stranger", PairRow::stranger)
                        .with("said", PairRow::said)
                        .params())
                .update();
    }

    void forget(ProgramId program, String account) {
        jdbc.sql("delete from fraud_pair where program_id = :program and (older = :account or younger = :account)")
                .param("program", program.value())
                .param("account", account)
                .update();
    }
}
