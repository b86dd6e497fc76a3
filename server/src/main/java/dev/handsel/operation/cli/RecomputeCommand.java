package dev.handsel.operation.cli;

import dev.handsel.commissions.replay.Recompute;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Computes every commission once more. */
@Command(
        name = "recompute",
        description = {
            "Computes every commission once more from the stored facts and names each that comes out otherwise.",
            "Changes nothing. Ends with 1 when something differs."
        })
final class RecomputeCommand implements Callable<Integer> {

    private final Class<?> application;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    RecomputeCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        try (var _ = Ending.begin();
                var context = CommandContext.open(application)) {
            var line = ProgressLine.on(spec.commandLine().getErr());
            var report = context.getBean(Recompute.class)
                    .run(customers -> line.show(String.format(Locale.ROOT, "%,d customers", customers)));
            line.end();
            var out = spec.commandLine().getOut();
            out.printf(
                    Locale.ROOT,
                    "%,d customers, %,d invoices, %,d commissions%n",
                    report.customers(),
                    report.invoices(),
                    report.lines());
            report.differences().forEach(found -> out.println("DIFFERENCE " + found.object() + " " + found.what()));
            out.println(
                    report.ok()
                            ? "everything comes out the same"
                            : report.differences().size() + " differences");
            return report.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
