package dev.handsel.payouts.batches;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.money.Money;
import dev.handsel.ledger.Ledger;
import dev.handsel.ledger.Payable;
import dev.handsel.payouts.batches.RunResult.Skipped;
import dev.handsel.payouts.lifecycle.Eligibility.Decision;
import dev.handsel.payouts.lifecycle.EligibilityFacts;
import dev.handsel.payouts.lifecycle.EligibilityLookUp;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.Payout.Requested;
import dev.handsel.payouts.lifecycle.Payout.Reserved;
import dev.handsel.payouts.lifecycle.PayoutTerms;
import dev.handsel.payouts.lifecycle.PayoutTerms.Origin;
import dev.handsel.payouts.lifecycle.Payouts;
import dev.handsel.programs.terms.Program;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Pays out what is payable in a programme, some hundred balances at a time, those first that came to be first. */
@Component
class PayoutRunner {

    static final int CHUNK = 1_000;

    private final Ledger ledger;
    private final EligibilityLookUp eligibility;
    private final Payouts payouts;
    private final SkipStore skips;

    PayoutRunner(Ledger ledger, EligibilityLookUp eligibility, Payouts payouts, SkipStore skips) {
        this.ledger = ledger;
        this.eligibility = eligibility;
        this.payouts = payouts;
        this.skips = skips;
    }

    /**
     * One chunk of a run.
     *
     * @param last the last account of it, where the next chunk goes on
     */
    record Chunk(long last, List<Payout> made, List<Skipped> skipped) {
        boolean end() {
            return made.isEmpty() && skipped.isEmpty();
        }
    }

    /** Everything at once, in the caller's transaction. */
    RunResult run(Program program, String actor, Instant now) {
        var result = new RunResult();
        for (var chunk = chunk(program, actor, now, 0);
                !chunk.end();
                chunk = chunk(program, actor, now, chunk.last())) {
            result.add(chunk.made(), chunk.skipped());
        }
        return result;
    }

    /** The next balances after {@code last}; each is held still until the caller's transaction ends. */
    Chunk chunk(Program program, String actor, Instant now, long last) {
        FailPoints.reach("payout-begins");
        var payables = ledger.lockPayables(program.id(), last, CHUNK);
        FailPoints.reach("payable-is-locked");
        var chunk = judged(program, actor, now, payables, last);
        FailPoints.reach("payout-is-judged");
        payouts.open(program.id(), actor, now, chunk.made());
        skips.write(program.id(), now, chunk.skipped());
        FailPoints.reach("payout-is-written");
        return chunk;
    }

    /** What a run would do with these balances now. */
    Chunk judged(Program program, String actor, Instant now, List<Payable> payables, long last) {
        if (payables.isEmpty()) {
            return new Chunk(last, List.of(), List.of());
        }
        var facts = eligibility.of(payables.stream().map(Payable::affiliate).collect(Collectors.toSet()));
        List<Payout> made = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (var payable : payables) {
            switch (facts.judge(program, payable.affiliate(), payable.amount(), null, now)) {
                case Decision.Pays pays -> made.add(made(program, facts, payable, pays.amount(), actor, now));
                case Decision.Refuses refuses ->
                    skipped.add(new Skipped(payable.affiliate(), payable.amount(), refuses.reason()));
            }
        }
        return new Chunk(payables.getLast().account(), made, skipped);
    }

    private static Payout made(
            Program program, EligibilityFacts facts, Payable payable, Money amount, String actor, Instant now) {
        var terms = new PayoutTerms(
                PayoutId.fresh(),
                program.id(),
                payable.affiliate(),
                amount,
                program.payoutProvider(),
                facts.destination(payable.affiliate()),
                Origin.BATCH,
                actor,
                program.twoPersonPayouts(),
                now,
                1);
        return terms.twoPerson() ? new Requested(terms) : new Reserved(terms, null);
    }
}
