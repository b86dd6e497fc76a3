package dev.handsel.operation.cli;

import dev.handsel.platform.keyring.KeyRotation;
import dev.handsel.platform.keyring.KeyRotation.RotationReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The keys that wrap secrets. */
@Command(name = "keys", description = "Shows, changes and makes the keys by which secrets are wrapped in the database.")
final class KeysCommand implements Runnable {

    private final Class<?> application;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    KeysCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: status, rotate or create.");
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Prints how many secrets each key has wrapped.")
    int status() {
        try (var context = CommandContext.open(application)) {
            print(context.getBean(KeyRotation.class).status(), out());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes a new key and wraps every secret by it, while servers run.",
                "A rotation that was cut short is finished first; in that case no further key is made."
            })
    int rotate(
            @Option(
                            names = "--prepare",
                            description =
                                    "Only add the key to the file, for servers that each have a copy of it: copy the"
                                            + " file to all of them, then rotate and copy it once more.")
                    boolean prepare) {
        try (var ending = Ending.begin();
                var context = CommandContext.open(application)) {
            var rotation = context.getBean(KeyRotation.class);
            if (prepare) {
                out().println("key " + rotation.prepare() + " is in the file; the next rotation uses it");
                return ExitCode.OK;
            }
            var line = ProgressLine.on(spec.commandLine().getErr());
            var report = rotation.rotate(
                    ending::isNear, rows -> line.show(String.format(Locale.ROOT, "%,d wrapped again", rows)));
            line.end();
            return print(report, out());
        }
    }

    private static int print(RotationReport report, PrintWriter out) {
        out.println((report.newKey() ? "made key " : "went on with key ") + report.primaryKeyId());
        out.printf(Locale.ROOT, "%,d secrets wrapped again, %,d left%n", report.rewrapped(), report.left());
        if (report.left() > 0) {
            out.println("run ./handsel keys rotate again to finish");
        }
        return report.left() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void print(KeyRotation.Status status, PrintWriter out) {
        for (var key : status.keys()) {
            out.println("key " + key + (key == status.primaryKeyId() ? " (primary)" : ""));
            status.rows()
                    .forEach((what, counts) ->
                            out.printf(Locale.ROOT, "  %,8d %s%n", counts.getOrDefault(key, 0L), what));
        }
        status.rows()
                .forEach((what, counts) -> counts.entrySet().stream()
                        .filter(count -> !status.keys().contains(count.getKey()))
                        .forEach(count -> missing(what, count, out)));
    }

    private static void missing(String what, Map.Entry<Long, Long> count, PrintWriter out) {
        out.printf(Locale.ROOT, "key %d IS NOT IN THE FILE%n  %,8d %s%n", count.getKey(), count.getValue(), what);
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a keyset file for HANDSEL_KEYSET_FILE, and never replaces one.")
    int create(
            @Parameters(paramLabel = "FILE", description = "Where to write it; the folder is made where it is missing.")
                    Path file) {
        KeyRotation.create(file);
        out().println("made " + file + "; keep a copy of it apart from the database");
        return ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
