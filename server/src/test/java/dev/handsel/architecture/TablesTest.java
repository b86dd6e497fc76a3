package dev.handsel.architecture;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.architecture.Tables.Use;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only the module that a table belongs to writes it, and who else may read it is listed; others ask that module. */
class TablesTest {

    private static final String DOCUMENT = "docs/tables.md";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| [^|]* \\| ([^|]+) \\|");

    /** Who reads tables of others, each because one statement is worth more than asking the owner. */
    private static final Map<String, Set<String>> READS = Map.ofEntries(
            Map.entry(
                    "commissions.replay",
                    Set.of("commission_line", "commission_state", "ledger_posting", "ledger_transaction")),
            Map.entry("commissions.accruals", Set.of("customer", "rule_set", "trade")),
            Map.entry("commissions.caps", Set.of("commission_line", "commission_state")),
            Map.entry(
                    "commissions.explanations",
                    Set.of(
                            "commission_change",
                            "commission_line",
                            "commission_state",
                            "invoice",
                            "invoice_money_back")),
            Map.entry(
                    "commissions.tiers",
                    Set.of("affiliate_coupon", "affiliate_link", "customer", "invoice", "invoice_money_back")),
            Map.entry("devices.nonces", Set.of("account", "device", "device_credential")),
            Map.entry("devices.registry", Set.of("account")),
            Map.entry(
                    "fraud.accounts",
                    Set.of(
                            "affiliate",
                            "affiliate_coupon",
                            "click",
                            "customer",
                            "event",
                            "invoice",
                            "invoice_money_back",
                            "trade",
                            "trade_part")),
            Map.entry("fraud.identities", Set.of("affiliate", "device", "event", "fraud_account", "program")),
            Map.entry("identity.sessions", Set.of("account")),
            Map.entry("identity.signin", Set.of("account")),
            Map.entry("inbox.history", Set.of("audit_entry", "event", "event_quarantined")),
            Map.entry("payouts.batches", Set.of("payout")),
            Map.entry(
                    "payouts.reconciliation",
                    Set.of("ledger_account", "ledger_posting", "ledger_transaction", "payout", "payout_part")),
            Map.entry("referrals.customers", Set.of("affiliate", "click")),
            Map.entry("referrals.trades", Set.of("customer")),
            Map.entry("trust.auditlog", Set.of("audit_entry")));

    @Test
    void only_the_module_of_a_table_writes_it() {
        assertThat(Tables.writes().filter(Use::isForeign).map(use -> told(use, "writes")))
                .as("Ask the service of the module that the table belongs to")
                .isEmpty();
    }

    @Test
    void who_reads_tables_of_others_is_listed() {
        assertThat(Tables.reads()
                        .filter(Use::isForeign)
                        .filter(use ->
                                !READS.getOrDefault(use.module(), Set.of()).contains(use.table()))
                        .map(use -> told(use, "reads")))
                .as(
                        "Ask the service of the module that the table belongs to; if one statement is worth more, name it in READS")
                .isEmpty();
    }

    @Test
    void nothing_is_listed_that_nobody_reads() {
        var idle = new TreeSet<String>();
        READS.forEach((module, tables) -> tables.forEach(table -> idle.add(module + " reads " + table)));
        Tables.reads().forEach(use -> idle.remove(use.module() + " reads " + use.table()));
        assertThat(idle).as("Strike it from READS").isEmpty();
    }

    @Test
    void every_table_belongs_to_a_module() {
        assertThat(Tables.all())
                .as("Name the module in OWNERS, by what the table's name begins with")
                .doesNotContainValue("nobody");
    }

    /** The sentences are people's and stay; the rest is the code's. */
    @Test
    void the_document_tells_all_tables_and_who_reads_them() {
        var sentences = ROW.matcher(Written.old(DOCUMENT))
                .results()
                .collect(toMap(row -> row.group(1), TablesTest::sentence, (first, _) -> first));
        Written.is(DOCUMENT, document(sentences), TablesTest.class);
        assertThat(sentences)
                .as("Say in %s what each row of the table is", DOCUMENT)
                .containsKeys(Tables.all().keySet().toArray(String[]::new));
    }

    private static String sentence(MatchResult row) {
        return row.group(2).strip();
    }

    private static String told(Use use, String does) {
        return use.file().getFileName() + " of " + use.module() + " " + does + " " + use.table() + " of "
                + Tables.all().get(use.table());
    }

    private static String document(Map<String, String> sentences) {
        var text = new StringBuilder("""
                # Tables

                Every table belongs to one module, which alone writes it; its store holds the SQL. Views named `*_violation` list what
                breaks an invariant, and `./handsel verify` asks them all. The last column names the modules beside the owner whose
                statements read the table. A test compares this page with the code; the sentences are written by hand, all else by it.
                """);
        for (var wing : Wings.ALL) {
            var tables = new TreeMap<String, String>(Tables.all());
            tables.values().removeIf(owner -> !owner.split("[.]", 2)[0].equals(wing.name()));
            if (!tables.isEmpty()) {
                text.append("\n## ")
                        .append(wing.name())
                        .append("\n\n| table | module | a row is | also read by |\n|---|---|---|---|\n");
                tables.forEach((table, owner) -> text.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                table,
                                owner,
                                sentences.getOrDefault(table, ""),
                                readers(table).collect(joining(", ")))));
            }
        }
        return text.toString().replace("|  |", "| |");
    }

    private static Stream<String> readers(String table) {
        return Tables.reads()
                .filter(Use::isForeign)
                .filter(use -> use.table().equals(table))
                .map(Use::module)
                .collect(toCollection(TreeSet::new))
                .stream();
    }
}
