package dev.handsel.ledger;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Asks the database whether every invariant of money holds. Invariants are views named {@code *_violation} with the columns
 * {@code what} and {@code id}; a module adds one by creating the view. Needs no more than a {@link JdbcClient}, so that it
 * runs beside a server as well as in it.
 */
@Service
public class LedgerVerification {

    /** How many violations of one invariant are listed. */
    private static final int LISTED = 100;

    private final JdbcClient jdbc;

    public LedgerVerification(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Something that breaks an invariant: which one, and what. */
    public record Violation(String what, String id) {}

    /**
     * What was found.
     *
     * @param invariants the views that were asked
     * @param transactions how many transactions were looked at
     * @param postings how many postings were looked at
     */
    public record LedgerReport(List<String> invariants, long transactions, long postings, List<Violation> violations) {
        public boolean ok() {
            return violations.isEmpty();
        }
    }

    private record View(String name) {}

    /** Looks at everything; takes about a second for every few hundred thousand postings. */
    public LedgerReport run() {
        var views = jdbc.sql("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'v' and n.nspname = current_schema() and c.relname ~ '^[a-z_]+_violation$' order by 1
                """)
                .query((row, _) -> new View(row.getString("relname")))
                .list();
        var invariants = views.stream().map(View::name).toList();
        var violations = new ArrayList<Violation>();
        for (var view : invariants) {
            jdbc.sql("select what, id from " + view + " limit " + LISTED)
                    .query((row, _) -> new Violation(row.getString("what"), row.getString("id")))
                    .list()
                    .forEach(violations::add);
        }
        return new LedgerReport(
                invariants, count("ledger_transaction"), count("ledger_posting"), List.copyOf(violations));
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
