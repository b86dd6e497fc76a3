package dev.handsel.programs;

import dev.handsel.ids.ProgramId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whoever judges facts by a programme's terms and whoever adds terms keep out of each other's way. */
@Repository
class ProgramLocks {

    private final JdbcClient jdbc;

    ProgramLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Taken by those who judge: many at once, until their transaction ends. */
    void holdTerms(ProgramId program) {
        lock("select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))", program);
    }

    /** Taken by who adds a rule set: alone, until the transaction ends. */
    void changeTerms(ProgramId program) {
        lock("select pg_advisory_xact_lock(hashtextextended(:name, 0))", program);
    }

    private void lock(String sql, ProgramId program) {
        jdbc.sql(sql).param("name", "program:" + program).query((_, _) -> true).single();
    }
}
