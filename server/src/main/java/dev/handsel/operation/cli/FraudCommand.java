package dev.handsel.operation.cli;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.verdicts.CatchUp;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliates;
import dev.handsel.referrals.customers.AllCustomers;
import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
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
        throw new ParameterException(spec.commandLine(), "Name what to do: alerts, labels or replay.");
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
        return with(program, open -> {
            open.context.getBeanProvider(CatchUp.class).forEach(judge -> judge.catchUp(open.program));
            new AlertLines(open.context.getBean(Verdicts.class))
                    .print(open.program, spec.commandLine().getOut());
            return ExitCode.OK;
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
        return with(program, open -> {
            new LabelLines(
                            open.context.getBean(Verdicts.class),
                            open.context.getBean(AllCustomers.class),
                            open.context.getBean(Affiliates.class))
                    .print(open.program, spec.commandLine().getOut());
            return ExitCode.OK;
        });
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Goes over the history of a programme once more and prints who would be judged otherwise than now.",
                "It says what of commissions would be stopped and released. Changes nothing."
            })
    int replay(
            @Option(
                            names = "--program",
                            required = true,
                            paramLabel = "ID",
                            description = "The programme, by id or slug.")
                    String program,
            @Option(
                            names = "--rules",
                            paramLabel = "FILE",
                            description =
                                    "A JSON file with parameters, as PUT /v1/programs/{id}/fraud_parameters takes them;"
                                            + " without it, those in force.")
                    @Nullable Path rules,
            @Option(names = "--json", description = "Print JSON, one a line, the last of them the sums.")
                    boolean json) {
        return with(
                program,
                open -> new ReplayRun(open.context, spec.commandLine())
                        .of(open.program, rules, json, open.ending::isNear));
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /** What a command has while it runs. */
    private record Open(ConfigurableApplicationContext context, ProgramId program, Ending ending) {}

    private int with(String program, ToIntFunction<Open> work) {
        try (var ending = Ending.begin();
                var context = CommandContext.open(application)) {
            var id = context.getBean(Programs.class)
                    .named(program)
                    .map(Program::id)
                    .orElseThrow(() -> wrong("There is no programme " + program + "."));
            return work.applyAsInt(new Open(context, id, ending));
        }
    }
}
