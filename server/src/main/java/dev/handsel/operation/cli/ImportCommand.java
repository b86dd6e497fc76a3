package dev.handsel.operation.cli;

import dev.handsel.operation.beside.CalledWrongly;
import dev.handsel.operation.beside.ImportJob;
import dev.handsel.operation.beside.ImportOrder;
import dev.handsel.operation.beside.Said;
import dev.handsel.operation.beside.ServerBeside;
import dev.handsel.platform.database.DatabaseSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a file of events into a programme. */
@Command(
        name = "import",
        description = {
            "Takes a file of events into a programme.",
            "The file holds JSON, one event a line, each as POST /v1/events takes it. An import that was cut short goes on"
                    + " where it was, and events that are there already are duplicates. Beside a running server that one"
                    + " does the work. Ends with 1 when something was invalid."
        })
final class ImportCommand implements Callable<Integer> {

    private final Class<?> application;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills these in before anything runs
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A .jsonl file, which may be packed with gzip.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--program",
            required = true,
            paramLabel = "ID",
            description = "The programme that takes it in, by id or slug.")
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
        var order = order();
        var line = ProgressLine.on(spec.commandLine().getErr());
        try {
            var beside = beside(order, said -> tell(said, line));
            return beside.isPresent() ? beside.getAsInt() : here(order, said -> tell(said, line));
        } catch (CalledWrongly wrong) {
            throw new ParameterException(spec.commandLine(), wrong.sentence());
        } finally {
            line.end();
        }
    }

    private ImportOrder order() {
        try {
            if (Files.isReadable(file) && !Files.isDirectory(file)) {
                return new ImportOrder(file.toRealPath(), program, driveClock);
            }
        } catch (IOException _) {
            // It went away meanwhile.
        }
        throw new ParameterException(spec.commandLine(), "There is no file " + file + " that can be read.");
    }

    private static OptionalInt beside(ImportOrder order, Consumer<Said> voice) throws InterruptedException {
        var server = DatabaseSession.serverBeside();
        return server.isPresent() ? new ServerBeside(server.get()).run(order, voice) : OptionalInt.empty();
    }

    private int here(ImportOrder order, Consumer<Said> voice) throws InterruptedException {
        try (var ending = Ending.begin();
                var context = CommandContext.open(application)) {
            return context.getBean(ImportJob.class).run(order, ending::isNear, voice);
        }
    }

    private void tell(Said said, ProgressLine line) {
        switch (said) {
            case Said.Progress progress -> line.show(progress.fraction(), progress.text());
            case Said.Printed printed -> {
                line.end();
                spec.commandLine().getOut().println(printed.text());
            }
            case Said.Wrong _, Said.Failed _, Said.Ended _ ->
                throw new IllegalStateException("Whoever carries the command out says how it ended: " + said);
        }
    }
}
