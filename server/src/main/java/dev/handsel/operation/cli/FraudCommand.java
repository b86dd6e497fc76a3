package dev.handsel.operation.cli;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Party;
import dev.handsel.fraud.verdicts.CatchUp;
import dev.handsel.fraud.verdicts.Subject;
import dev.handsel.fraud.verdicts.VerdictChange;
import dev.handsel.fraud.verdicts.Verdicts;
import dev.handsel.programs.terms.Program;
import dev.handsel.programs.terms.Programs;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What was found out about fraud. */
@Command(name = "fraud", description = "Tells what was found out about fraud.")
final class FraudCommand implements Runnable {

    private static final int AT_ONCE = 1_000;
    private static final double THOUSANDTHS = 1_000.0;

    private final Class<?> application;
    private final JsonMapper json = new JsonMapper();

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
            print(context.getBean(Verdicts.class), id);
            return ExitCode.OK;
        }
    }

    private void print(Verdicts verdicts, ProgramId program) {
        var out = spec.commandLine().getOut();
        for (long last = 0; ; ) {
            var changes = verdicts.changes(program, last, AT_ONCE);
            changes.forEach(change -> print(change, out));
            if (changes.size() < AT_ONCE) {
                break;
            }
            last = changes.getLast().seq();
        }
        out.flush();
    }

    private void print(VerdictChange change, PrintWriter out) {
        var subject = change.subject();
        var verdict = change.verdict();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ts", change.at().toString());
        line.put("kind", subject.kind().word());
        line.put(
                "id",
                switch (subject.party()) {
                    case Party.Customer customer -> customer.ref();
                    case Party.Affiliate affiliate -> affiliate.id().toString();
                });
        line.put("type", subject.type().word());
        line.put("action", verdict.action().word());
        line.put("score", Math.round(verdict.score() * THOUSANDTHS) / THOUSANDTHS);
        if (subject.kind() == Subject.Kind.AFFILIATE && !change.stopsAll()) {
            line.put("stops_all", false);
        }
        line.put("rule", verdict.rule().id());
        line.put("evidence", verdict.evidence().facts());
        out.println(json.writeValueAsString(line));
    }
}
