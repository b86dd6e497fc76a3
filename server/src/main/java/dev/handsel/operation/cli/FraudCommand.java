package dev.handsel.operation.cli;

import dev.handsel.fraud.verdicts.CatchUp;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What was found out about fraud. */
@Command(name = "fraud", description = "Tells what was found out about fraud.")
final class FraudCommand implements Runnable {

    private final Class<?> application;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    FraudCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do: alerts.");
    }

    @Command(
            name = "alerts",
            mixinStandardHelpOptions = true,
            description = {
                "Prints every change of a verdict in its order, as JSON, one a line.",
                "Whatever was taken in until now is judged before."
            })
    int alerts(
            @Option(
                            names = "--program",
                            required = true,
                            paramLabel = "ID",
                            description = "The programme, by id or slug.")
                    String program) {
        try (var _ = Ending.begin();
                var context = CommandContext.open(application)) {
            var id = context.getBean(Programs.class)
                    .named(program)
                    .map(Program::id)
                    .orElseThrow(
                            () -> new ParameterException(spec.commandLine(), "There is no programme " + program + "."));
            context.getBeanProvider(CatchUp.class).forEach(judge -> judge.catchUp(id));
            new AlertLines(context.getBean(Verdicts.class))
                    .print(id, spec.commandLine().getOut());
            return ExitCode.OK;
        }
    }
}
