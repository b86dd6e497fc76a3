package dev.handsel.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The books to attack, and every attack on them. Accounts and ids are numbers that these texts share. */
final class Attacks {

    static final String PROGRAM = uuid(1);
    private static final String OTHER_PROGRAM = uuid(2);
    static final String AFFILIATE = uuid(3);
    static final String CUSTOMER = uuid(4);
    static final String OLD = uuid(5);
    private static final String BARE = uuid(6);
    static final String LINE = uuid(7);
    private static final String PAYOUT = uuid(8);
    private static final String CLICK = uuid(9);
    private static final String DEED = uuid(10);
    static final String FRESH = uuid(99);

    /** Two programmes; accounts 1 expense, 2 Stripe, 3 pending, 4 payable, 5 the other programme's expense; a row of each fact. */
    static final String BOOKS =
            """
            insert into program (id, name, slug, mode, landing_url, allowed_landing_hosts, currency, hold_days, payout_schedule,
                payout_provider, attribution_model, attribution_window_days, consent, test_now, created_at)
            select id::uuid, 'Programme', 'p' || n, 'test', 'https://example.com', '{example.com}', 'USD', 30, 'manual',
                'simulated', 'last_click', 30, 'not_applicable', now(), now()
            from unnest(array[%1$s, %2$s]) with ordinality as u(id, n);
            insert into rule_set (id, program_id, version, effective_from, first_rate_bp, recurring_rate_bp, bonus_rate_bp,
                bonus_from_month, hold_days, gap_grace_days, attribution_window_days, created_at)
                overriding system value values (1, %1$s, 'v1', 'epoch', 3000, 1500, 500, 4, 30, 30, 30, now());
            insert into affiliate (id, program_id, code, created_at) values (%3$s, %1$s, 'nora', now());
            insert into customer (id, program_id, ref, created_at) values (%4$s, %1$s, 'c1', now());
            insert into click (id, program_id, affiliate_id, occurred_at, recorded_at) values (%9$s, %1$s, %3$s, now(), now());
            insert into event (program_id, id, type, occurred_at, received_at, payload, payload_sha256, result, waits_for,
                parked_at)
            select %1$s, id, 'login', now(), now(), '{}', sha256('{}'), result, case result when 'parked' then 'customer:c2' end,
                case result when 'parked' then now() end
            from (values ('e1', 'recorded'), ('e2', 'parked')) as e(id, result);
            insert into event_quarantined values (%1$s, 'e1', 'other content', '{}', sha256('{}'), now());
            insert into invoice (program_id, ref, event_id, customer_id, currency, body, gross, paid, paid_at, late, engine)
                values (%1$s, 'in1', 'e1', %4$s, 'USD', '{}', 100, 100, now(), false, 'commission/2');
            insert into invoice_money_back (program_id, event_id, invoice_ref, kind, ref, amount, occurred_at)
                values (%1$s, 'e1', 'in1', 'refund', 're1', 1, now());
            insert into commission_line values (%7$s, %1$s, %3$s, %4$s, 'c1', 'in1', 'e1', 'FIRST', 100, 3000, 30, 'USD', now(),
                now(), 1, 'v1', false, '{}', sha256('{}'), 'commission/2', now());
            insert into commission_change values (%7$s, 1, 'refund', '{e1}', 0, 1, now());
            insert into audit_entry (id, at, actor, action, object, body) values (%10$s, now(), 'a', 'a.b', 'o', '{}');
            insert into payout (id, program_id, affiliate_id, amount, currency, provider, origin, requested_by, state, version,
                created_at) values (%8$s, %1$s, %3$s, 1, 'USD', 'simulated', 'request', 'a', 'canceled', 1, now());
            insert into payout_event (payout_id, n, at, to_state, actor, cause, detail)
                values (%8$s, 1, now(), 'canceled', 'a', 'c', '{}');
            insert into transfer_request (payout_id, idem_key, body) values (%8$s, 'po_1', 'amount=1');
            insert into transfer_payment values ('py_1', %8$s);
            insert into stripe_command (id, kind, payout_id, account, amount, actor) values
                (%8$s, 'reversal', %8$s, null, 1, 'a'), (%1$s, 'bank_payout', %8$s, 'acct_1', 1, 'a');
            insert into reconciliation_run values ('epoch', now(), now());
            insert into reconciliation values (%8$s, 'epoch', 'USD', 1, 1, 0, '[]');
            insert into ledger_account (id, program_id, affiliate_id, name, currency, kind, guard) overriding system value values
                (1, %1$s, null, 'expense.commission', 'USD', 'EXPENSE', 'none'),
                (2, %1$s, null, 'platform.stripe_balance', 'USD', 'ASSET', 'none'),
                (3, %1$s, %3$s, 'pending', 'USD', 'LIABILITY', 'never_debit'),
                (4, %1$s, %3$s, 'payable', 'USD', 'LIABILITY', 'debit_only_if_may_overdraw'),
                (5, %2$s, null, 'expense.commission', 'USD', 'EXPENSE', 'none');
            insert into ledger_transaction (id, program_id, kind, idem_key, request_hash, effective_at, source_type, source_id,
                actor) values (%5$s, %1$s, 'ACCRUAL', 'old', sha256('old'), now(), 's', 's', 'a');
            insert into ledger_posting values (%5$s, 1, 1, 'USD', 100), (%5$s, 2, 3, 'USD', -100);
            insert into ledger_proposal (id, program_id, affiliate_id, currency, kind, amount, reason, state, proposed_by,
                created_at) values (%5$s, %1$s, %3$s, 'USD', 'adjustment', 5, 'r', 'proposed', 'a', now());
            set constraints all immediate;
            alter table ledger_transaction disable trigger ledger_transaction_unproven;
            insert into ledger_transaction (id, program_id, kind, idem_key, request_hash, effective_at, source_type, source_id,
                actor) values (%6$s, %1$s, 'ACCRUAL', 'bare', sha256('bare'), now(), 's', 's', 'a');
            alter table ledger_transaction enable trigger ledger_transaction_unproven;
            """.formatted(PROGRAM, OTHER_PROGRAM, AFFILIATE, CUSTOMER, OLD, BARE, LINE, PAYOUT, CLICK, DEED);

    private Attacks() {}

    static List<Attack> all() {
        return Stream.of(
                        facts(),
                        truncations(),
                        derived(),
                        transactions(),
                        postings(),
                        AccountAttacks.all(),
                        TradeAttacks.all(),
                        TermsAttacks.all(),
                        RestrictionAttacks.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Attack> facts() {
        var attacks = new ArrayList<Attack>();
        noChange(
                attacks, "rule_set", "first_rate_bp = 1", "id = 1", "commission_line.commission_line_rule_set_id_fkey");
        noChange(attacks, "click", "filtered = 'bot'", "id = " + CLICK);
        noChange(attacks, "event_quarantined", "reason = ''", "event_id = 'e1'");
        noChange(attacks, "invoice_money_back", "amount = 2", "event_id = 'e1'");
        noChange(
                attacks,
                "commission_line",
                "amount = 3000",
                "id = " + LINE,
                "commission_state.commission_state_line_id_fkey",
                "commission_change.commission_change_line_id_fkey");
        noChange(attacks, "commission_change", "after = 2", "number = 1");
        noChange(attacks, "audit_entry", "actor = 'somebody else'", "id = " + DEED);
        noChange(attacks, "payout_event", "cause = 'other'", "n = 1");
        attacks.addAll(StripeAttacks.all());
        noChange(attacks, "ledger_kind", "may_overdraw = true", "kind = 'WRITE_OFF'");
        noChange(attacks, "ledger_account", "guard = 'none', name = 'expense.bad_debt'", "id = 5");
        noChange(attacks, "ledger_transaction", "effective_at = 'epoch'", "id = " + BARE);
        noChange(attacks, "ledger_posting", "amount = -amount", "transaction_id = " + OLD);
        for (var change : List.of(
                "payload = '[]'",
                "result = 'parked', waits_for = 'x', parked_at = now()",
                "result = 'not_attributed'")) {
            attacks.add(Attack.on("event.event_only_settles", "update event set " + change + " where id = 'e1'"));
        }
        attacks.add(Attack.on("event.event_only_settles", "update event set payload = '[]' where id = 'e2'"));
        attacks.add(Attack.on("event.event_only_settles", "delete from event where id = 'e2'"));
        return attacks;
    }

    static void noChange(List<Attack> attacks, String table, String change, String row, String... references) {
        var trigger = table + "." + table + "_no_change";
        attacks.add(Attack.on(trigger, "update " + table + " set " + change + " where " + row));
        attacks.add(Attack.on(trigger, "delete from " + table + " where " + row).without(references));
    }

    private static List<Attack> truncations() {
        return Stream.of(
                        "rule_set",
                        "event",
                        "audit_entry",
                        "invoice_money_back",
                        "commission_line",
                        "commission_change",
                        "payout_event",
                        "ledger_account",
                        "ledger_transaction",
                        "ledger_posting",
                        "ledger_kind",
                        "ledger_balance",
                        "ledger_flow",
                        "ledger_unproven")
                .map(table -> Attack.on(table + "." + table + "_no_truncate", "truncate " + table)
                        .without(references(table)))
                .toList();
    }

    /** Whoever refers to a table keeps it from being truncated too. */
    private static String[] references(String table) {
        return switch (table) {
            case "rule_set" -> new String[] {"commission_line.commission_line_rule_set_id_fkey"};
            case "event" ->
                new String[] {
                    "invoice.invoice_program_id_event_id_fkey",
                    "invoice_money_back.invoice_money_back_program_id_event_id_fkey"
                };
            case "commission_line" ->
                new String[] {
                    "commission_state.commission_state_line_id_fkey", "commission_change.commission_change_line_id_fkey"
                };
            default -> new String[0];
        };
    }

    private static List<Attack> derived() {
        var balance = "ledger_balance.ledger_balance_derived";
        var flow = "ledger_flow.ledger_flow_derived";
        var unproven = "ledger_unproven.ledger_unproven_derived";
        return List.of(
                Attack.on(balance, "update ledger_balance set balance = -1000000 where account_id = 3"),
                Attack.on(balance, "delete from ledger_balance where account_id = 3"),
                Attack.on(balance, "insert into ledger_balance values (4, -1000000)"),
                Attack.on(flow, "update ledger_flow set total = 0 where account_id = 3"),
                Attack.on(flow, "delete from ledger_flow where account_id = 3"),
                Attack.on(flow, "insert into ledger_flow values (4, 'ADJUST', -1000000)"),
                Attack.on("ledger_balance.ledger_balance_pkey", "insert into ledger_balance values (3, -1)")
                        .without(balance),
                Attack.on("ledger_flow.ledger_flow_pkey", "insert into ledger_flow values (3, 'ACCRUAL', -1)")
                        .without(flow),
                // A mark that stands there already would spare a transaction to come its check.
                Attack.on(unproven, "insert into ledger_unproven values ('12345')"),
                Attack.on(unproven, "update ledger_unproven set xid = '12345'"),
                Attack.on(unproven, "delete from ledger_unproven"),
                Attack.on("ledger_unproven.ledger_unproven_pkey", "insert into ledger_unproven values ('7'), ('7')")
                        .without(unproven));
    }

    private static List<Attack> transactions() {
        var table = "ledger_transaction.";
        var balanced = "ledger_unproven.ledger_unproven_balanced";
        var known = table + "ledger_transaction_known";
        return List.of(
                Attack.on("ledger_kind.ledger_kind_pkey", "insert into ledger_kind values ('MATURE', true, 'twice')"),
                Attack.on(balanced, transaction("ACCRUAL", "k") + postings("1, 'USD', 100", "2, 'USD', -99")),
                Attack.on(balanced, transaction("ACCRUAL", "k") + postings("1, 'USD', 100")),
                Attack.on(balanced, transaction("ACCRUAL", "k")),
                Attack.on(table + "ledger_transaction_unproven", transaction("ACCRUAL", "k")),
                Attack.on(balanced, transaction("ACCRUAL", "k") + postings("1, 'USD', 100", "5, 'USD', -100")),
                Attack.on(
                        table + "ledger_transaction_own_xid",
                        transaction("ACCRUAL", "k")
                                        .replace("actor)", "actor, recorded_at)")
                                        .replace("'a')", "'a', 'epoch')")
                                + balancedPostings()
                                + "do $$ begin if not exists (select from ledger_transaction where recorded_at = 'epoch') then"
                                + " raise exception 'it was not backdated' using errcode = 'LGTST'; end if; end $$"),
                Attack.on(
                        table + "ledger_transaction_pkey",
                        transaction("ACCRUAL", "k").replace(FRESH, OLD)),
                Attack.on(
                        table + "ledger_transaction_kind_idem_key_key",
                        transaction("ACCRUAL", "old") + balancedPostings()),
                Attack.on(known, transaction("GIFT", "k") + balancedPostings()),
                Attack.on(known, transaction("ACCRUAL", "k").replace(PROGRAM, uuid(55)) + balancedPostings())
                        .without(balanced),
                Attack.on(table + "ledger_transaction_idem_key_check", transaction("ACCRUAL", "") + balancedPostings()),
                Attack.on(
                        table + "ledger_transaction_idem_key_check",
                        transaction("ACCRUAL", "k".repeat(201)) + balancedPostings()),
                Attack.on(
                        table + "ledger_transaction_request_hash_check",
                        transaction("ACCRUAL", "k").replace("sha256('h')", "'short'") + balancedPostings()));
    }

    private static List<Attack> postings() {
        var table = "ledger_posting.";
        var guarded = table + "ledger_posting_totals";
        var account = table + "ledger_posting_account";
        var sameTransaction = table + "ledger_posting_same_transaction";
        return List.of(
                Attack.on(guarded, transaction("MATURE", "k") + postings("3, 'USD', 101", "4, 'USD', -101")),
                Attack.on(guarded, transaction("CLAWBACK", "k") + postings("3, 'USD', 101", "1, 'USD', -101")),
                Attack.on(guarded, transaction("PAYOUT_SETTLE", "k") + postings("4, 'USD', 1", "2, 'USD', -1")),
                Attack.on(
                        sameTransaction,
                        "insert into ledger_posting values (%1$s, 3, 1, 'USD', 7), (%1$s, 4, 2, 'USD', -7)"
                                .formatted(OLD)),
                Attack.on(
                        sameTransaction,
                        "insert into ledger_posting values (%1$s, 1, 1, 'USD', 7), (%1$s, 2, 2, 'USD', -7)"
                                .formatted(uuid(55))),
                Attack.on(
                        table + "ledger_posting_unproven",
                        transaction("ACCRUAL", "k")
                                + balancedPostings()
                                + "set constraints all immediate; set constraints all deferred;"
                                + "insert into ledger_posting values (%s, 3, 1, 'USD', 7)".formatted(FRESH)),
                Attack.on(account, transaction("ACCRUAL", "k") + postings("1, 'EUR', 7", "2, 'EUR', -7")),
                Attack.on(account, transaction("ACCRUAL", "k") + postings("77, 'USD', 7", "2, 'USD', -7"))
                        .without("ledger_unproven.ledger_unproven_balanced"),
                Attack.on(
                        table + "ledger_posting_pkey",
                        transaction("ACCRUAL", "k")
                                + "insert into ledger_posting values (%1$s, 1, 1, 'USD', 7), (%1$s, 1, 2, 'USD', -7)"
                                        .formatted(FRESH)),
                Attack.on(
                        table + "ledger_posting_seq_check",
                        transaction("ACCRUAL", "k")
                                + "insert into ledger_posting values (%1$s, 0, 1, 'USD', 7), (%1$s, 1, 2, 'USD', -7)"
                                        .formatted(FRESH)),
                Attack.on(
                        table + "ledger_posting_amount_check",
                        transaction("ACCRUAL", "k") + postings("1, 'USD', 0", "2, 'USD', 0")),
                Attack.on(
                        table + "ledger_posting_amount_check",
                        transaction("ACCRUAL", "k")
                                + postings("1, 'USD', 1000000000000001", "2, 'USD', -1000000000000001")));
    }

    private static String transaction(String kind, String key) {
        return """
                insert into ledger_transaction (id, program_id, kind, idem_key, request_hash, effective_at, source_type, \
                source_id, actor) values (%s, %s, '%s', '%s', sha256('h'), now(), 's', 's', 'a');
                """.formatted(FRESH, PROGRAM, kind, key);
    }

    private static String balancedPostings() {
        return postings("1, 'USD', 7", "2, 'USD', -7");
    }

    private static String postings(String... legs) {
        var sql = new StringBuilder();
        for (int i = 0; i < legs.length; i++) {
            sql.append(i == 0 ? "insert into ledger_posting values " : ", ")
                    .append("(%s, %d, %s)".formatted(FRESH, i + 1, legs[i]));
        }
        return sql.append(";\n").toString();
    }

    static String uuid(int number) {
        return "'00000000-0000-0000-0000-%012d'".formatted(number);
    }
}
