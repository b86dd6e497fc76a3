package dev.handsel.operation.cli;

import dev.handsel.platform.settings.OperatorErrors;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code handsel}. Ends with 0 when done, 1 when it failed, 2 when it was called wrongly. */
@Command(
        name = "handsel",
        description = "Affiliate programmes with a real ledger, and a registry of devices that sign their requests.",
        footer = {
            "",
            "Each command has its own --help. Settings are environment variables such as HANDSEL_PORT, HANDSEL_DATA_DIR and"
                    + " HANDSEL_DATABASE_URL; docs/configuration.md names them all."
        })
public final class Cli implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    private Cli() {}

    /** Runs the command line for the given Spring application and answers with the exit code. */
    public static int run(Class<?> application, String... arguments) {
        logForCommand(arguments.length > 0 ? arguments[0] : "");
        return commandLine(application).execute(arguments);
    }

    /** Before the first logger exists: what a command logs must not mix with its answer on standard output. */
    private static void logForCommand(String command) {
        if (!command.equals("serve")) {
            System.setProperty("handsel.log.target", "System.err");
            System.setProperty("handsel.log.level", "WARN");
        }
        if (command.equals("demo")) {
            System.setProperty("handsel.stage.level", "INFO");
            System.setProperty("handsel.stage.target", "System.out");
            System.setProperty("handsel.stage.pattern", "    %msg ...%n");
        }
    }

    /** Every command of Handsel stands in this list, one class each. */
    static CommandLine commandLine(Class<?> application) {
        var line = new CommandLine(new Cli())
                .addSubcommand(new ServeCommand(application))
                .addSubcommand(new DemoCommand(application))
                .addSubcommand(new TokenCommand())
                .addSubcommand(new SetUpLinkCommand())
                .addSubcommand(new ImportCommand(application))
                .addSubcommand(new VerifyCommand())
                .addSubcommand(new RecomputeCommand(application))
                .addSubcommand(new FraudCommand(application))
                .addSubcommand(new KeysCommand(application))
                .addSubcommand(new SignCommand())
                .addSubcommand(new ExplainCommand());
        withHelp(line);
        line.setParameterExceptionHandler((wrong, _) -> Mistakes.tell(wrong));
        return line.setExecutionExceptionHandler((failure, command, _) -> {
            var sentences = OperatorErrors.sentences(failure);
            if (sentences.isEmpty()) {
                throw failure;
            }
            sentences.forEach(sentence -> command.getErr().println("handsel: " + sentence));
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    private static void withHelp(CommandLine line) {
        // Those of methods have it by their annotation: added later, it would shift what they are called with.
        if (!line.getCommandSpec().mixinStandardHelpOptions()) {
            line.getCommandSpec().mixinStandardHelpOptions(true);
        }
        line.getCommandSpec().versionProvider(new Version());
        line.getSubcommands().values().forEach(Cli::withHelp);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command, such as serve.");
    }

    private static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            // Only the packaged jar knows its version.
            return new String[] {
                "handsel "
                        + Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
            };
        }
    }
}
