package dev.handsel.platform.keyring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table with the columns {@code id}, {@code wrapped} and {@code key_id}, wrapped again row by row. */
public final class WrappedTable implements WrappedRows {

    private static final Logger log = LoggerFactory.getLogger(WrappedTable.class);

    private final JdbcClient jdbc;
    private final String what;
    private final String table;
    private final String rows;
    private final RowMapper<String> context;

    /**
     * The table of this name.
     *
     * @param what what its rows are, in a word for the operator
     * @param rows a query for {@code id}, {@code wrapped}, {@code key_id} and what {@code context} reads
     * @param context what the bytes of a row were wrapped for
     */
    public WrappedTable(JdbcClient jdbc, String what, String table, String rows, RowMapper<String> context) {
        this.jdbc = jdbc;
        this.what = what;
        this.table = table;
        this.rows = rows;
        this.context = context;
    }

    private static final class Stale {

        private final UUID id;
        private final byte[] wrapped;
        private final String context;

        private Stale(UUID id, byte[] wrapped, String context) {
            this.id = id;
            this.wrapped = wrapped;
            this.context = context;
        }
    }

    private Stale read(ResultSet row, int number) throws SQLException {
        var place = context.mapRow(row, number);
        return new Stale(row.getObject("id", UUID.class), row.getBytes("wrapped"), String.valueOf(place));
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public Map<Long, Long> countByKey() {
        var counts = new HashMap<Long, Long>();
        jdbc.sql("select key_id, count(*) as rows from " + table + " where key_id is not null group by key_id")
                .query(row -> {
                    counts.put(row.getLong("key_id"), row.getLong("rows"));
                });
        return counts;
    }

    @Override
    public int rewrap(Keyring keyring, int most) {
        return jdbc
                .sql("select * from (" + rows + ") wrapped where key_id <> :primary order by id limit :most")
                .param("primary", keyring.primaryKeyId())
                .param("most", most)
                .query(this::read)
                .list()
                .stream()
                .mapToInt(row -> rewrap(keyring, row))
                .sum();
    }

    private int rewrap(Keyring keyring, Stale row) {
        var plain = new byte[0];
        try {
            plain = keyring.unwrap(row.wrapped, row.context);
            var wrapped = keyring.wrap(plain, row.context);
            return jdbc.sql("update " + table
                            + " set wrapped = :wrapped, key_id = :key where id = :id and wrapped = :before")
                    .param("id", row.id)
                    .param("before", row.wrapped)
                    .param("wrapped", wrapped)
                    .param("key", Keyring.keyIdOf(wrapped))
                    .update();
        } catch (IllegalStateException damaged) {
            log.error("{} of {} does not open and stays as it is", row.id, what, damaged);
            return 0;
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }
}
