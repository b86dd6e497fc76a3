package dev.handsel.architecture;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only the module that a table belongs to writes it; others ask that module. Views and reports may read anything. */
class TablesTest {

    private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
    private static final Pattern WRITTEN = Pattern.compile(
            "\\b(?:insert into|update(?! set\\b| or\\b| on\\b)|delete from|truncate)\\s+(?:only\\s+)?([a-z_]+)"
                    + "|\\bQueueRows\\s*\\.of\\(\\s*\"([a-z_]+)\"");

    /** Who writes the tables whose names begin so; of two beginnings the longer one counts. */
    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("account", "identity.access"),
            Map.entry("account_code", "identity.signin"),
            Map.entry("api_key", "identity.access"),
            Map.entry("affiliate", "referrals.affiliates"),
            Map.entry("affiliate_link", "referrals.links"),
            Map.entry("audit", "platform.audit"),
            Map.entry("click", "referrals.clicks"),
            Map.entry("bank_watch", "payouts.commands"),
            Map.entry("commission", "commissions.accruals"),
            Map.entry("customer", "referrals.customers"),
            Map.entry("currency_stop", "payouts.transfers"),
            Map.entry("device", "devices.registry"),
            Map.entry("device_heartbeat", "devices.signatures"),
            Map.entry("event", "inbox.events"),
            Map.entry("http_idempotency", "platform.idempotency"),
            Map.entry("invoice", "commissions.accruals"),
            Map.entry("keyring", "platform.keyring"),
            Map.entry("ledger", "ledger"),
            Map.entry("ledger_proposal", "accounting.corrections"),
            Map.entry("mail", "identity.mail"),
            Map.entry("payout", "payouts.lifecycle"),
            Map.entry("payout_account", "payouts.accounts"),
            Map.entry("payout_batch", "payouts.batches"),
            Map.entry("payout_skip", "payouts.batches"),
            Map.entry("program", "programs.terms"),
            Map.entry("reconciliation", "payouts.reconciliation"),
            Map.entry("request_nonce", "devices.nonces"),
            Map.entry("rule_set", "programs.terms"),
            Map.entry("scheduled_tasks", "platform.work"),
            Map.entry("sender_checkpoint", "payouts.transfers"),
            Map.entry("stripe_command", "payouts.commands"),
            Map.entry("stripe_billing", "inbox.stripebilling"),
            Map.entry("stripe_event", "payouts.updates"),
            Map.entry("trade", "referrals.trades"),
            Map.entry("transfer", "payouts.transfers"));

    @Test
    void only_the_module_of_a_table_writes_it() {
        var tables = tables();
        var strangers = Sources.java(Sources.JAVA).stream()
                .flatMap(file -> written(file)
                        .filter(tables::containsKey)
                        .filter(table -> !Sources.module(file).equals(tables.get(table)))
                        .map(table -> file.getFileName() + " of " + Sources.module(file) + " writes " + table + " of "
                                + tables.get(table)));
        assertThat(strangers)
                .as("Ask the service of the module that the table belongs to")
                .isEmpty();
    }

    @Test
    void every_table_belongs_to_a_module() {
        assertThat(tables())
                .as("Name the module in OWNERS, by what the table's name begins with")
                .doesNotContainValue("nobody");
    }

    private static Stream<String> written(Path file) {
        var text = Sources.text(file);
        return WRITTEN.matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .distinct();
    }

    /** All tables of the migrations, with the module that writes them. */
    private static Map<String, String> tables() {
        return Sources.migrations().stream()
                .flatMap(file -> CREATED.matcher(Sources.text(file)).results())
                .map(match -> match.group(1))
                .collect(toMap(table -> table, TablesTest::owner, (first, _) -> first, TreeMap::new));
    }

    private static String owner(String table) {
        return OWNERS.entrySet().stream()
                .filter(entry -> table.equals(entry.getKey()) || table.startsWith(entry.getKey() + "_"))
                .max(Map.Entry.comparingByKey(comparingInt(String::length)))
                .map(Map.Entry::getValue)
                .orElse("nobody");
    }
}
