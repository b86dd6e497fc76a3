package dev.handsel.architecture;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables of the migrations: whose they are, and which SQL in which module reads or writes them. */
final class Tables {

    private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?([a-z_]+[a-z])\\b");
    private static final Pattern DROPPED = Pattern.compile("(?m)^drop table ([a-z_]+);");
    private static final Pattern COMMENT = Pattern.compile("/\\*(?s:.*?)\\*/|(?m)^\\s*//[^\\n]*");
    private static final Pattern LITERAL = Pattern.compile("(?s)\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"");
    private static final Pattern STATEMENT = Pattern.compile("\\b(?:select|insert into|update|delete from)\\b");
    private static final Pattern WRITTEN = Pattern.compile(
            "\\b(?:insert into|update(?! set\\b| or\\b| on\\b)|delete from|truncate)\\s+(?:only\\s+)?([a-z_]+)");
    private static final Pattern QUEUE = Pattern.compile("\\bQueueRows\\s*\\.of\\(\\s*\"([a-z_]+)\"");
    private static final Pattern READ = Pattern.compile("\\b(?:(?<!delete )from|join|using)\\s+(?:only\\s+)?([a-z_]+)");

    /** Who writes the tables whose names begin so; of two beginnings the longer one counts. */
    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("account", "identity.access"),
            Map.entry("account_code", "identity.signin"),
            Map.entry("account_link_request", "identity.linking"),
            Map.entry("account_session", "identity.sessions"),
            Map.entry("api_key", "identity.access"),
            Map.entry("affiliate", "referrals.affiliates"),
            Map.entry("affiliate_link", "referrals.links"),
            Map.entry("agreement", "programs.agreements"),
            Map.entry("capped", "commissions.caps"),
            Map.entry("audit", "platform.audit"),
            Map.entry("click", "referrals.clicks"),
            Map.entry("fraud", "fraud.identities"),
            Map.entry("fraud_case", "fraud.cases"),
            Map.entry("fraud_decision", "fraud.cases"),
            Map.entry("fraud_review", "fraud.cases"),
            Map.entry("fraud_signal", "fraud.verdicts"),
            Map.entry("fraud_verdict", "fraud.verdicts"),
            Map.entry("fraud_whitelist", "fraud.verdicts"),
            Map.entry("fraud_account", "fraud.accounts"),
            Map.entry("fraud_configuration", "fraud.configuration"),
            Map.entry("fraud_pair", "fraud.accounts"),
            Map.entry("fraud_shadow", "fraud.replay"),
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
            Map.entry("payout_pause", "payouts.accounts"),
            Map.entry("payout_skip", "payouts.batches"),
            Map.entry("program", "programs.terms"),
            Map.entry("reconciliation", "payouts.reconciliation"),
            Map.entry("request_nonce", "devices.nonces"),
            Map.entry("restriction", "commissions.restrictions"),
            Map.entry("rule_set", "programs.terms"),
            Map.entry("scheduled_tasks", "platform.work"),
            Map.entry("sender_checkpoint", "payouts.transfers"),
            Map.entry("stripe_command", "payouts.commands"),
            Map.entry("stripe_billing", "inbox.stripebilling"),
            Map.entry("stripe_event", "payouts.updates"),
            Map.entry("trade", "referrals.trades"),
            Map.entry("transfer", "payouts.transfers"),
            Map.entry("waiting", "inbox.waiting"));

    private Tables() {}

    /** A table that a file of another module reads or writes. */
    record Use(Path file, String table) {

        String module() {
            return Sources.module(file);
        }

        boolean isForeign() {
            return !module().equals(owner(table));
        }
    }

    /** All tables, with the module that each belongs to; {@code nobody} where none is named. */
    static Map<String, String> all() {
        var dropped = named(DROPPED).toList();
        return named(CREATED)
                .filter(table -> !dropped.contains(table))
                .collect(toMap(table -> table, Tables::owner, (first, _) -> first, TreeMap::new));
    }

    private static Stream<String> named(Pattern statement) {
        return Sources.migrations().stream()
                .flatMap(file -> statement.matcher(Sources.text(file)).results())
                .map(match -> match.group(1));
    }

    /** What is written by a statement, or by a work queue over the table's rows. */
    static Stream<Use> writes() {
        return Stream.concat(uses(WRITTEN), queues());
    }

    private static Stream<Use> queues() {
        return Sources.java(Sources.JAVA).stream()
                .flatMap(file ->
                        QUEUE.matcher(Sources.text(file)).results().map(match -> new Use(file, match.group(1))));
    }

    /** What is read by {@code from}, {@code join} or {@code using} in a statement. */
    static Stream<Use> reads() {
        return uses(READ);
    }

    private static Stream<Use> uses(Pattern pattern) {
        var tables = all();
        return Sources.java(Sources.JAVA).stream()
                .flatMap(file -> statements(file)
                        .flatMap(sql -> pattern.matcher(sql).results())
                        .map(match -> match.group(1))
                        .filter(tables::containsKey)
                        .distinct()
                        .map(table -> new Use(file, table)));
    }

    /** Texts that hold SQL, not sentences. */
    private static Stream<String> statements(Path file) {
        var code = COMMENT.matcher(Sources.text(file)).replaceAll("");
        var texts = LITERAL.matcher(code).results().map(match -> match.group(match.group(1) == null ? 2 : 1));
        return texts.filter(
                text -> STATEMENT.matcher(text).find() || text.strip().startsWith("from "));
    }

    private static String owner(String table) {
        return OWNERS.entrySet().stream()
                .filter(entry -> table.equals(entry.getKey()) || table.startsWith(entry.getKey() + "_"))
                .max(Map.Entry.comparingByKey(comparingInt(String::length)))
                .map(Map.Entry::getValue)
                .orElse("nobody");
    }
}
