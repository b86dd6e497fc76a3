package dev.handsel.inbox.files;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.EventResult;
import dev.handsel.inbox.events.Inbox;
import dev.handsel.inbox.files.Item.EventLine;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.time.ProgramTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Service;

/**
 * Takes a file of events into a programme, a line an event, in its order. After each batch it is written down how far it
 * has come; an import that was cut short goes on there. Needs little memory, however long the file is.
 */
@Service
public class Importer {

    /** As whom it acts. */
    public static final String ACTOR = "cli:import";

    private final Inbox inbox;
    private final ItemReader reader;
    private final Checkpoints checkpoints;
    private final Programs programs;
    private final ProgramTime time;
    private final InstantSource clock;

    Importer(
            Inbox inbox,
            ItemReader reader,
            Checkpoints checkpoints,
            Programs programs,
            ProgramTime time,
            InstantSource clock) {
        this.inbox = inbox;
        this.reader = reader;
        this.checkpoints = checkpoints;
        this.programs = programs;
        this.time = time;
        this.clock = clock;
    }

    /** Told after each batch. */
    @FunctionalInterface
    public interface Watcher {

        /**
         * How far it is.
         *
         * @param fraction how much of the file was read, from 0 to 1
         */
        void reached(double fraction, ImportPace pace);
    }

    /**
     * Imports the file, or what is left of it.
     *
     * @param driveClock move the programme's clock to the time of the events; only test programmes have one
     * @param stop asked between batches whether to leave it at that
     */
    public ImportReport run(Path file, ProgramId program, boolean driveClock, BooleanSupplier stop, Watcher watcher)
            throws InterruptedException {
        try {
            var start = checkpoints.find(file, program);
            var driven = driveClock
                    ? Optional.of(new DrivenClock(time, programs.terms(program), clock, ACTOR))
                    : Optional.<DrivenClock>empty();
            try (var lines = Lines.open(file);
                    var source = LineSource.after(start.lines(), lines, reader)) {
                return run(source, start, program, driven, stop, watcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportReport run(
            LineSource source,
            ImportCheckpoint start,
            ProgramId program,
            Optional<DrivenClock> driven,
            BooleanSupplier stop,
            Watcher watcher)
            throws IOException, InterruptedException {
        var tally = new Tally(start.counts());
        var pace = new ImportPace(System.nanoTime());
        long events = 0;
        var cut = told(start, driven);
        while (source.peek().isPresent()) {
            if (stop.getAsBoolean()) {
                return new ImportReport(tally.counts(), tally.rejected(), start.lines(), false, pace);
            }
            var batch =
                    cut.isPresent() && source.peek().flatMap(Item::occurredAt).equals(cut)
                            ? rest(source, cut)
                            : batch(source, driven);
            send(program, batch, tally);
            cut = batch.size() < Inbox.MOST ? Optional.empty() : batch.getLast().occurredAt();
            checkpoints.keep(new ImportCheckpoint(
                    start.sha256(), start.program(), batch.getLast().line(), tally.counts()));
            events += batch.size();
            pace.mark(events, System.nanoTime());
            watcher.reached(source.fraction(), pace);
        }
        time.settle(program, programs.get(program).now(clock));
        checkpoints.forget(start);
        return new ImportReport(tally.counts(), tally.rejected(), start.lines(), true, pace);
    }

    /** Up to which instant a run that was cut short may have told in part. */
    private static Optional<Instant> told(ImportCheckpoint start, Optional<DrivenClock> driven) {
        return start.lines() == 0 ? Optional.empty() : driven.map(DrivenClock::now);
    }

    private static List<Item> batch(LineSource source, Optional<DrivenClock> driven) throws InterruptedException {
        var batch = new ArrayList<Item>(Inbox.MOST);
        var first = source.take();
        driven.ifPresent(moved -> moved.begin(first));
        batch.add(first);
        while (batch.size() < Inbox.MOST) {
            var next = source.peek();
            if (next.isEmpty() || !driven.map(moved -> moved.admits(next.get())).orElse(true)) {
                break;
            }
            batch.add(source.take());
        }
        driven.ifPresent(DrivenClock::ready);
        return batch;
    }

    /** What else happened at the instant within which the batch before ended: the clock does not move in the middle of it. */
    private static List<Item> rest(LineSource source, Optional<Instant> instant) throws InterruptedException {
        var batch = new ArrayList<Item>(Inbox.MOST);
        while (batch.size() < Inbox.MOST
                && source.peek().flatMap(Item::occurredAt).equals(instant)) {
            batch.add(source.take());
        }
        return batch;
    }

    private void send(ProgramId program, List<Item> batch, Tally tally) {
        var sent = batch.stream()
                .filter(EventLine.class::isInstance)
                .map(EventLine.class::cast)
                .toList();
        List<EventResult> results = sent.isEmpty()
                ? List.of()
                : inbox.take(program, sent.stream().map(EventLine::incoming).toList(), ACTOR);
        var next = results.iterator();
        for (var item : batch) {
            switch (item) {
                case EventLine event -> tally.add(event.line(), next.next());
                case Item.Malformed malformed -> tally.reject(malformed.line(), malformed.faults());
            }
        }
    }
}
