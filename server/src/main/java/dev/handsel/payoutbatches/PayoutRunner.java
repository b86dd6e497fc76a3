package dev.handsel.payoutbatches;

import dev.handsel.ids.AffiliateId;
import dev.handsel.ids.PayoutId;
import dev.handsel.ledger.Ledger;
import dev.handsel.ledger.Payable;
import dev.handsel.money.Money;
import dev.handsel.payoutbatches.PayoutBatch.Skipped;
import dev.handsel.payouts.Eligibility.Reason;
import dev.handsel.payouts.Eligibility.Verdict;
import dev.handsel.payouts.Order;
import dev.handsel.payouts.Order.Origin;
import dev.handsel.payouts.Payout;
import dev.handsel.payouts.Payout.Reserved;
import dev.handsel.payouts.Payouts;
import dev.handsel.payouts.Standing;
import dev.handsel.payouts.Standing.Facts;
import dev.handsel.programs.Program;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Pays out whatever is payable in a programme, some hundred balances at a time. */
@Component
class PayoutRunner {

    private static final int CHUNK = 500;
    private static final int MOST_TOLD = 1_000;

    private final Ledger ledger;
    private final Standing standing;
    private final Payouts payouts;

    PayoutRunner(Ledger ledger, Standing standing, Payouts payouts) {
        this.ledger = ledger;
        this.standing = standing;
        this.payouts = payouts;
    }

    PayoutBatch run(Program program, String actor, Instant now) {
        var run = new Run(program, actor, now);
        var chunk = ledger.lockPayables(program.id(), 0, CHUNK);
        while (!chunk.isEmpty()) {
            run.pay(chunk);
            chunk = ledger.lockPayables(program.id(), chunk.getLast().account(), CHUNK);
        }
        return new PayoutBatch(run.created, run.left, run.told, run.skipped);
    }

    private final class Run {

        private final Program program;
        private final String actor;
        private final Instant now;
        private final List<Payout> told = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();
        private int created;
        private int left;

        Run(Program program, String actor, Instant now) {
            this.program = program;
            this.actor = actor;
            this.now = now;
        }

        void pay(List<Payable> chunk) {
            var facts = standing.of(chunk.stream().map(Payable::affiliate).collect(Collectors.toSet()));
            var made = new ArrayList<Payout>();
            for (var payable : chunk) {
                switch (verdict(facts, payable)) {
                    case Verdict.Pays pays -> made.add(reserved(facts, payable.affiliate(), pays.amount()));
                    case Verdict.Refuses refuses -> skip(payable, refuses.reason());
                }
            }
            payouts.open(program.id(), actor, now, made);
            created += made.size();
            made.stream().limit(MOST_TOLD - told.size()).forEach(told::add);
        }

        private Verdict verdict(Facts facts, Payable payable) {
            return facts.eligibility(program, payable.affiliate(), payable.amount())
                    .judge(null);
        }

        private void skip(Payable payable, Reason reason) {
            left++;
            if (skipped.size() < MOST_TOLD) {
                skipped.add(new Skipped(payable.affiliate(), payable.amount(), reason));
            }
        }

        private Reserved reserved(Facts facts, AffiliateId affiliate, Money amount) {
            var order = new Order(
                    PayoutId.fresh(),
                    program.id(),
                    affiliate,
                    amount,
                    program.payoutProvider(),
                    facts.destination(affiliate),
                    Origin.BATCH,
                    actor,
                    now,
                    1);
            return new Reserved(order, null);
        }
    }
}
