package dev.handsel.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Attacks on what was asked of Stripe, and what it said: a second request where the first may have been executed doubles money. */
final class StripeAttacks {

    private static final String FROZEN = "stripe_command.stripe_command_frozen";
    private static final String SENT = """
            update stripe_command set state = 'sending', path = '/v1/payouts', idem_key = id::text, body = 'amount=1',
                first_sent_at = now(), attempts = 2, unanswered = 1;
            """;
    private static final String DONE =
            SENT + "update stripe_command set state = 'done', reference = 'x', due_at = null, ended_at = now();";
    private static final String PART = """
            insert into payout_part (payout_id, part, amount, idem_key, state, code)
                select payout_id, 1, 1, 'part', 'refused', 'x' from transfer_request limit 1;
            """;
    private static final String PART_REQUEST = PART + """
            insert into transfer_part_request (payout_id, part, idem_key, body)
                select payout_id, part, idem_key, 'amount=1' from payout_part;
            """;
    private static final String OTHER_PART = """
            insert into payout_part (payout_id, part, amount, idem_key, state, code)
                select payout_id, 2, 1, 'other', 'refused', 'x' from payout_part;
            """;
    private static final String ANEW = """
            update stripe_command set state = 'waiting', generation = generation + %d, path = null, idem_key = null, body = null,
                first_sent_at = null, attempts = 0, unanswered = 0, reference = null, code = null, message = null,
                due_at = now(), ended_at = null where kind = '%s'""";

    private StripeAttacks() {}

    static List<Attack> all() {
        return Stream.of(transfers(), commands()).flatMap(List::stream).toList();
    }

    private static List<Attack> transfers() {
        List<Attack> attacks = new ArrayList<>();
        Attacks.noChange(attacks, "transfer_payment", "payment = 'py_2'", "payment = 'py_1'");
        Attacks.noChange(
                attacks,
                "reconciliation_run",
                "to_at = now() + interval '1 day'",
                "from_at = 'epoch'",
                "reconciliation.reconciliation_from_at_fkey");
        Attacks.noChange(attacks, "reconciliation", "unexplained = 1", "currency = 'USD'");
        for (var change : List.of("body = 'amount=2'", "idem_key = 'po_2'", "attempts = 1")) {
            attacks.add(Attack.on(
                    "transfer_request.transfer_request_frozen",
                    "update transfer_request set attempts = 2; update transfer_request set " + change));
        }
        attacks.add(Attack.on("transfer_request.transfer_request_kept", "delete from transfer_request"));
        attacks.add(Attack.on(
                "transfer_request.transfer_request_is_whole",
                PART + "update transfer_request set attempts = attempts + 1"));
        attacks.add(Attack.on(
                "transfer_part_request.transfer_part_request_number",
                PART_REQUEST + OTHER_PART + "update transfer_part_request set part = 2"));
        attacks.add(Attack.on(
                "transfer_part_request.transfer_part_request_kept",
                PART_REQUEST + "delete from transfer_part_request"));
        return attacks;
    }

    private static List<Attack> commands() {
        List<Attack> attacks = new ArrayList<>();
        attacks.add(Attack.on(
                "stripe_command.stripe_command_part", "update stripe_command set part = 2 where kind = 'reversal'"));
        for (var ordered : List.of("amount = 2", "actor = 'b'", "reason = 'r'", "created_at = 'epoch'")) {
            attacks.add(Attack.on(FROZEN, "update stripe_command set " + ordered));
        }
        attacks.add(Attack.on(FROZEN, "update stripe_command set account = 'acct_2' where kind = 'bank_payout'"));
        for (var request : List.of(
                "body = 'amount=2'",
                "idem_key = 'other' || id",
                "path = '/v1/topups'",
                "first_sent_at = now() + interval '1 hour'",
                "attempts = 1")) {
            attacks.add(Attack.on(FROZEN, SENT + "update stripe_command set " + request));
        }
        attacks.add(Attack.on(FROZEN, DONE + "update stripe_command set reference = 'y'"));
        attacks.add(Attack.on(
                FROZEN,
                DONE + "update stripe_command set state = 'waiting', reference = null, unanswered = 0, due_at = now(),"
                        + " ended_at = null"));
        attacks.add(Attack.on(FROZEN, SENT + ANEW.formatted(1, "bank_payout")));
        attacks.add(Attack.on(FROZEN, DONE + ANEW.formatted(1, "reversal")));
        attacks.add(Attack.on(FROZEN, DONE + ANEW.formatted(2, "bank_payout")));
        attacks.add(Attack.on(
                FROZEN,
                "update stripe_command set state = 'refused', code = 'c', message = 'm', due_at = null, ended_at = now();"
                        + ANEW.formatted(1, "bank_payout")));
        attacks.add(Attack.on("stripe_command.stripe_command_kept", "delete from stripe_command"));
        return attacks;
    }
}
