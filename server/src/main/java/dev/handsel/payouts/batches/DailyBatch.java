package dev.handsel.payouts.batches;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Maturity;
import dev.handsel.payouts.batches.BatchStore.PayoutBatch;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Program.PayoutSchedule;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.time.ProgramWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/**
 * The batch at the programme's hour. In a live programme each chunk is a transaction that also says how far the batch has
 * come, so that a run that is cut short goes on where it was, and several processes may try at once. A test programme does
 * it in one, at the instant at which its clock stops for it.
 */
@Service
@Order(9)
public class DailyBatch implements ProgramWork {

    private static final Logger log = LoggerFactory.getLogger(DailyBatch.class);
    private static final String ACTOR = "system";

    /** A batch that was missed for longer is not made up for: the next one pays the same. */
    private static final Duration MADE_UP_FOR = Duration.ofHours(24);

    private final Programs programs;
    private final BatchStore batches;
    private final PayoutRunner runner;
    private final Maturity maturity;
    private final Transactions transactions;
    private final InstantSource clock;

    DailyBatch(
            Programs programs,
            BatchStore batches,
            PayoutRunner runner,
            Maturity maturity,
            Transactions transactions,
            InstantSource clock) {
        this.programs = programs;
        this.batches = batches;
        this.runner = runner;
        this.maturity = maturity;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<Instant> nextDue(ProgramId id) {
        var program = programs.get(id);
        if (program.live() || program.payoutSchedule() == PayoutSchedule.MANUAL) {
            return Optional.empty();
        }
        var now = program.now(clock);
        var today = at(program, now);
        return Optional.of(today.isAfter(now) ? today : today.plus(Duration.ofDays(1)));
    }

    @Override
    public int workOff(ProgramId id, Instant now) {
        var program = programs.get(id);
        if (program.live()
                || program.payoutSchedule() == PayoutSchedule.MANUAL
                || !at(program, now).equals(now)) {
            return 0;
        }
        batches.begin(id, now);
        int created = 0;
        for (var batch = batches.takeRunning(id); batch.isPresent(); batch = batches.takeRunning(id)) {
            created += step(program, batch.get(), now);
        }
        return created;
    }

    /** Runs the batches of all live programmes whose hour has come, and goes on with those that were cut short. */
    public void runDue() {
        for (var id : programs.live()) {
            var program = programs.get(id);
            if (program.payoutSchedule() == PayoutSchedule.DAILY) {
                begin(program);
                finish(program);
            }
        }
    }

    private void begin(Program program) {
        var now = clock.instant();
        var today = at(program, now);
        var due = today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
        var last = batches.lastDue(program.id());
        boolean begins = last.map(due::isAfter).orElse(true)
                && due.isAfter(program.createdAt())
                && due.plus(MADE_UP_FOR).isAfter(now);
        if (begins) {
            maturity.matureDue(program.id(), now);
            batches.begin(program.id(), due);
        }
    }

    private void finish(Program program) {
        while (transactions.required(() -> batches.takeRunning(program.id())
                .map(batch -> {
                    step(program, batch, clock.instant());
                    return true;
                })
                .orElse(false))) {
            FailPoints.reach("batch-chunk-is-committed");
        }
    }

    private int step(Program program, PayoutBatch batch, Instant now) {
        var chunk = runner.chunk(program, ACTOR, now, batch.progress());
        FailPoints.reach("batch-chunk-is-written");
        if (chunk.end()) {
            batches.end(batch);
            log.info("the batch of {} made {} payouts of {} balances", program.id(), batch.created(), batch.balances());
        } else {
            batches.advance(
                    batch,
                    chunk.last(),
                    chunk.made().size() + chunk.skipped().size(),
                    chunk.made().size());
        }
        return chunk.made().size();
    }

    /** The programme's hour on the day of this instant. */
    private static Instant at(Program program, Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC)
                .atTime(program.payoutHour(), 0)
                .toInstant(ZoneOffset.UTC);
    }
}
