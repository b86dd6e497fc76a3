package dev.handsel.operation.cli;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.files.ImportPace;
import dev.handsel.inbox.files.ImportReport;
import dev.handsel.inbox.files.Importer;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a file of events into a programme. */
@Command(
        name = "import",
        description = {
            "Takes a file of events into a programme: JSON, one event a line, as POST /v1/events takes them.",
            "An import that was cut short goes on where it was; events that are there already are duplicates.",
            "Ends with 1 when something was invalid."
        })
final class ImportCommand implements Callable<Integer> {

    private final Class<?> application;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills these in before anything runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A .jsonl file; it may be packed with gzip.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--program", required = true, paramLabel = "ID", description = "The programme, by id or slug.")
    @SuppressWarnings("NullAway.Init")
    private String program;

    @Option(
            names = "--drive-clock",
            description = "Move the clock of a test programme along with the events, as if each was sent at its time.")
    private boolean driveClock;

    ImportCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file + " that can be read.");
        }
        try (var ending = Ending.begin();
                var context = CommandContext.open(application)) {
            var target = target(context.getBean(Programs.class));
            var line = ProgressLine.on(spec.commandLine().getErr());
            var report = context.getBean(Importer.class)
                    .run(
                            file,
                            target,
                            driveClock,
                            ending::isNear,
                            (fraction, pace) -> line.show(fraction, shown(fraction, pace)));
            line.end();
            print(report, spec.commandLine().getOut());
            return report.finished() && report.invalid() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private ProgramId target(Programs programs) {
        Program found = programs.named(program)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--program: there is no programme " + program + "."));
        if (driveClock && found.live()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--drive-clock: " + found.slug() + " is a live programme; its clock is the system's.");
        }
        return found.id();
    }

    private static String shown(double fraction, ImportPace pace) {
        return String.format(
                Locale.ROOT, "%3.0f %%  %,d events  %,.0f/s", fraction * 100, pace.events(), pace.overall());
    }

    private static void print(ImportReport report, PrintWriter out) {
        if (report.resumedAfter() > 0) {
            out.println("went on after line " + report.resumedAfter());
        }
        report.counts().forEach((word, count) -> out.printf(Locale.ROOT, "%-15s %,12d%n", word, count));
        var pace = report.pace();
        out.printf(
                Locale.ROOT,
                "%,d events in %.1f s: %,.0f events/s (first tenth %,.0f, last tenth %,.0f)%n",
                pace.events(),
                pace.seconds(),
                pace.overall(),
                pace.firstTenth(),
                pace.lastTenth());
        for (var rejected : report.rejected()) {
            for (var fault : rejected.faults()) {
                var where = fault.pointer().isEmpty() ? "" : fault.pointer() + " ";
                out.println("line " + rejected.line() + ": " + where + fault.code() + ": " + fault.message());
            }
        }
        if (!report.finished()) {
            out.println("stopped before the end; the same command goes on from here");
        }
    }
}
