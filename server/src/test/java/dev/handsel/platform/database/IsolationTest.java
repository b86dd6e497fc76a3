package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.handsel.testing.HandselTest;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HandselTest
class IsolationTest {

    @Autowired
    private DataSource source;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Transactions transactions;

    @Test
    void a_transaction_reads_what_is_committed_whatever_the_database_sets_for_all() throws SQLException {
        var pool = source.unwrap(HikariDataSource.class);
        setForAll("to serializable");
        try {
            pool.getHikariPoolMXBean().softEvictConnections();
            assertThat(jdbc.sql("select reset_val from pg_settings where name = 'default_transaction_isolation'")
                            .query(String.class)
                            .single())
                    .isEqualTo("serializable");
            assertThat(transactions.required(this::level)).isEqualTo("read committed");
            assertThat(transactions.snapshot(this::level)).isEqualTo("repeatable read");
            assertThat(transactions.required(this::level)).isEqualTo("read committed");
        } finally {
            setForAll("to default");
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private String level() {
        return jdbc.sql("show transaction_isolation").query(String.class).single();
    }

    private void setForAll(String value) {
        var database = jdbc.sql("select quote_ident(current_database())")
                .query(String.class)
                .single();
        jdbc.sql("alter database " + database + " set default_transaction_isolation " + value)
                .update();
    }
}
