package dev.handsel.operation.cli;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.CatchUp;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.customers.AllCustomers;
import java.util.function.BiConsumer;
import org.springframework.context.ConfigurableApplicationContext;
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
        throw new ParameterException(spec.commandLine(), "Name what to do: alerts or labels.");
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
        return with(program, (context, id) -> {
            context.getBeanProvider(CatchUp.class).forEach(judge -> judge.catchUp(id));
            new AlertLines(context.getBean(Verdicts.class))
                    .print(id, spec.commandLine().getOut());
        });
    }

    @Command(
            name = "labels",
            mixinStandardHelpOptions = true,
            description = {
                "Prints all whom affiliates referred, with what people confirmed of them, as JSON, one a line.",
                "Rules are measured by it. Who was not decided about has no labels, as who is honest."
            })
    int labels(
            @Option(
                            names = "--program",
                            required = true,
                            paramLabel = "ID",
                            description = "The programme, by id or slug.")
                    String program) {
        return with(
                program,
                (context, id) -> new LabelLines(
                                context.getBean(Verdicts.class),
                                context.getBean(AllCustomers.class),
                                context.getBean(Affiliates.class))
                        .print(id, spec.commandLine().getOut()));
    }

    private int with(String program, BiConsumer<ConfigurableApplicationContext, ProgramId> work) {
        try (var _ = Ending.begin();
                var context = CommandContext.open(application)) {
            var id = context.getBean(Programs.class)
                    .named(program)
                    .map(Program::id)
                    .orElseThrow(
                            () -> new ParameterException(spec.commandLine(), "There is no programme " + program + "."));
            work.accept(context, id);
            return ExitCode.OK;
        }
    }
}
