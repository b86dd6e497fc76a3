package dev.handsel.ledger;

import java.util.ArrayList;
import java.util.List;

/** Attacks on what was said about fraud, what people decided about it, and by which parameters. */
final class FraudAttacks {

    /** A case with all that is written once about it. */
    static final String BOOKS = """
            insert into fraud_verdict_change (seq, program_id, at, kind, account, type, action, score, rule, version, stops_all,
                evidence) values (1, %1$s, now(), 'account', 'customer:c', 'self_referral', 'hold', 0.8, 'SR-2', 1, false, '{}');
            insert into fraud_case (id, program_id, affiliate_id, type, state, action, rules, waiting, opened_at, holds_since)
                values (%3$s, %1$s, %2$s, 'self_referral', 'open', 'hold', '{SR-2}', 1, now(), now());
            insert into fraud_decision (case_id, version, decision, reason_code, reason, decided_at, reviewer, snapshot)
                values (%3$s, 1, 'dismiss', 'household', 'r', now(), 'a', '{}');
            insert into fraud_review (id, program_id, affiliate_id, message, asked_at) values (%3$s, %1$s, %2$s, 'm', now());
            insert into fraud_configuration (program_id, version, parameters, effects, set_at, set_by)
                values (%1$s, 7, '{}', 'full', now(), 'a');
            """.formatted(Attacks.PROGRAM, Attacks.AFFILIATE, Attacks.OLD);

    private FraudAttacks() {}

    static List<Attack> all() {
        var attacks = new ArrayList<Attack>();
        Attacks.noChange(attacks, "fraud_verdict_change", "action = 'clear'", "seq = 1");
        Attacks.noChange(attacks, "fraud_decision", "decision = 'confirm'", "version = 1");
        Attacks.noChange(attacks, "fraud_review", "message = 'n'", "message = 'm'");
        Attacks.noChange(attacks, "fraud_configuration", "parameters = '{\"hold_at\": 1}'", "version = 7");
        for (var table : List.of("fraud_verdict_change", "fraud_decision", "fraud_review", "fraud_configuration")) {
            attacks.add(Attack.on(table + "." + table + "_no_truncate", "truncate " + table));
        }
        return attacks;
    }
}
