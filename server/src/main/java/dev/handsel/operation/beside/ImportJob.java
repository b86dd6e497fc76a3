package dev.handsel.operation.beside;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.files.ImportPace;
import dev.handsel.inbox.files.ImportReport;
import dev.handsel.inbox.files.Importer;
import dev.handsel.platform.keyring.Keyring;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import java.nio.file.Files;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Carries an import out and tells about it, in a server as in a command without one. */
@Component
public class ImportJob {

    private final Programs programs;
    private final Importer importer;
    private final Keyring keyring;

    ImportJob(Programs programs, Importer importer, Keyring keyring) {
        this.programs = programs;
        this.keyring = keyring;
        this.importer = importer;
    }

    /**
     * Imports the file, or what is left of it, and answers with the exit code: 0 when all of it was taken in.
     *
     * @param stop asked between batches whether to leave it at that
     * @param voice is told how far it is and what came of it
     * @throws CannotStart where the file or the keys cannot be read
     * @throws CalledWrongly where there is no such programme, or it has no clock that could be moved
     */
    public int run(ImportOrder order, BooleanSupplier stop, Consumer<Said> voice) throws InterruptedException {
        if (!Files.isReadable(order.file())) {
            throw new CannotStart("The server's account cannot read " + order.file() + ".");
        }
        var target = target(order);
        // What is taken in is judged by hashes under these keys: without them it is better not begun.
        var _ = keyring.primaryKeyId();
        var report = importer.run(
                order.file(),
                target,
                order.driveClock(),
                stop,
                (fraction, pace) -> voice.accept(new Said.Progress(fraction, shown(fraction, pace))));
        tell(report, voice);
        return report.finished() && report.invalid() == 0 ? 0 : 1;
    }

    private ProgramId target(ImportOrder order) {
        Program found = programs.named(order.program())
                .orElseThrow(() -> new CalledWrongly("--program: there is no programme " + order.program() + "."));
        if (order.driveClock() && found.live()) {
            throw new CalledWrongly(
                    "--drive-clock: " + found.slug() + " is a live programme; its clock is the system's.");
        }
        return found.id();
    }

    private static String shown(double fraction, ImportPace pace) {
        return String.format(
                Locale.ROOT, "%3.0f %%  %,d events  %,.0f/s", fraction * 100, pace.events(), pace.overall());
    }

    private static void tell(ImportReport report, Consumer<Said> voice) {
        if (report.resumedAfter() > 0) {
            print(voice, "went on after line " + report.resumedAfter());
        }
        report.counts().forEach((word, count) -> print(voice, String.format(Locale.ROOT, "%-15s %,12d", word, count)));
        print(voice, summary(report.pace()));
        for (var rejected : report.rejected()) {
            for (var fault : rejected.faults()) {
                var where = fault.pointer().isEmpty() ? "" : fault.pointer() + " ";
                print(voice, "line " + rejected.line() + ": " + where + fault.code() + ": " + fault.message());
            }
        }
        if (!report.finished()) {
            print(voice, "stopped before the end; the same command goes on from here");
        }
    }

    private static String summary(ImportPace pace) {
        return String.format(
                Locale.ROOT,
                "%,d events in %.1f s: %,.0f events/s (first tenth %,.0f, last tenth %,.0f)",
                pace.events(),
                pace.seconds(),
                pace.overall(),
                pace.firstTenth(),
                pace.lastTenth());
    }

    private static void print(Consumer<Said> voice, String line) {
        voice.accept(new Said.Printed(line));
    }
}
