package dev.handsel.ledger;

import static dev.handsel.ledger.Attacks.AFFILIATE;
import static dev.handsel.ledger.Attacks.FRESH;
import static dev.handsel.ledger.Attacks.OLD;
import static dev.handsel.ledger.Attacks.PROGRAM;
import static dev.handsel.ledger.Attacks.uuid;

import java.util.List;
import java.util.stream.Stream;

/** Attacks on what an account means, and on corrections that wait for a second person. */
final class AccountAttacks {

    private AccountAttacks() {}

    static List<Attack> all() {
        return Stream.of(accounts(), proposals()).flatMap(List::stream).toList();
    }

    private static List<Attack> accounts() {
        var table = "ledger_account.";
        var known = table + "ledger_account_known";
        var pending = "%s, %s, 'pending', 'USD', 'LIABILITY', 'never_debit'".formatted(PROGRAM, AFFILIATE);
        var expense = "%s, null, 'expense.commission', 'USD', 'EXPENSE', 'none'".formatted(PROGRAM);
        var bucket = "ledger_account_once";
        return List.of(
                Attack.on(table + bucket, account("6", pending)),
                Attack.on(table + bucket, account("6", expense)),
                Attack.on(table + "ledger_account_pkey", account("1", pending.replace("USD", "EUR"))),
                Attack.on(table + "ledger_account_program_id_fkey", account("6", expense.replace(PROGRAM, uuid(55)))),
                Attack.on(table + "ledger_account_kind_check", account("6", expense.replace("EXPENSE", "INCOME")))
                        .without(known, table + bucket),
                Attack.on(table + "ledger_account_guard_check", account("6", expense.replace("'none'", "'sometimes'")))
                        .without(known, table + bucket),
                Attack.on(known, account("6", expense.replace("expense.commission", "expense.gifts"))),
                Attack.on(known, account("6", pending.replace("USD", "EUR").replace("never_debit", "none"))),
                Attack.on(
                        known,
                        account("6", pending.replace("pending", "in_flight").replace("never_debit", "none"))),
                Attack.on(known, account("6", pending.replace("USD", "EUR").replace("pending", "payable"))),
                Attack.on(known, account("6", pending.replace("USD", "EUR").replace(AFFILIATE, "null"))),
                Attack.on(known, account("6", pending.replace("USD", "EUR").replace("LIABILITY", "ASSET"))),
                Attack.on(known, account("6", expense.replace("USD", "EUR").replace("null", AFFILIATE))));
    }

    private static List<Attack> proposals() {
        var table = "ledger_proposal.ledger_proposal_";
        var row = "%s, %s, %s, 'USD', 'adjustment', 5, 'r', 'proposed', 'a'".formatted(FRESH, PROGRAM, AFFILIATE);
        return List.of(
                Attack.on(table + "pkey", proposal(row.replace(FRESH, OLD))),
                Attack.on(table + "program_id_fkey", proposal(row.replace(PROGRAM, uuid(55)))),
                Attack.on(table + "affiliate_id_fkey", proposal(row.replace(AFFILIATE, uuid(55)))),
                Attack.on(
                        table + "kind_check",
                        proposal(row.replace("adjustment", "gift").replace("proposed", "applied"))),
                Attack.on(table + "amount_check", proposal(row.replace("5, 'r'", "0, 'r'"))),
                Attack.on(table + "amount_check", proposal(row.replace("5, 'r'", "1000000000000001, 'r'"))),
                Attack.on(table + "reason_check", proposal(row.replace("'r'", "''"))),
                Attack.on(table + "state", proposal(row.replace("proposed", "lost"))),
                Attack.on(table + "state", proposal(row.replace("5, 'r'", "null, 'r'"))),
                Attack.on(table + "state", proposal(row.replace("adjustment", "write_off"))));
    }

    private static String proposal(String row) {
        return "insert into ledger_proposal (id, program_id, affiliate_id, currency, kind, amount, reason, state, proposed_by,"
                + " created_at) values (" + row + ", now())";
    }

    private static String account(String id, String row) {
        return "insert into ledger_account (id, program_id, affiliate_id, name, currency, kind, guard)"
                + " overriding system value values (" + id + ", " + row + ")";
    }
}
