package dev.handsel.fraud.replay;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the tables that a replay must leave alone: how many rows, and which versions of them. */
public final class Fingerprint {

    private Fingerprint() {}

    /** By table. */
    public static Map<String, String> of(JdbcClient jdbc) {
        var all = new TreeMap<String, String>();
        jdbc.sql("""
                select table_name from information_schema.tables where table_schema = current_schema()
                    and table_type = 'BASE TABLE' and ((table_name like 'fraud%' and table_name <> 'fraud_shadow') or table_name like 'restriction%'
                        or table_name like 'commission%' or table_name like 'ledger%'
                        or table_name in ('audit_entry', 'event', 'affiliate', 'customer', 'program', 'click', 'trade', 'outbox'))
                """)
                .query(String.class)
                .list()
                .forEach(table -> all.put(
                        table,
                        jdbc.sql(
                                        "select count(*) || ' ' || coalesce(md5(string_agg(ctid || ' ' || xmin, ',' order by ctid)), '') from "
                                                + table)
                                .query(String.class)
                                .single()));
        return all;
    }
}
