package dev.handsel.operation.cli;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.fraud.configuration.ParameterFiles;
import dev.handsel.fraud.configuration.RuleConfigurations;
import dev.handsel.fraud.replay.ReplayReport;
import dev.handsel.fraud.replay.Replays;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.platform.settings.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** Carries out {@code fraud replay}. */
final class ReplayRun {

    private final BeanFactory beans;
    private final CommandLine command;

    ReplayRun(BeanFactory beans, CommandLine command) {
        this.beans = beans;
        this.command = command;
    }

    /**
     * Prints what a replay finds; the exit code.
     *
     * @param rules the file with parameters; null for those in force
     * @param stop asked whether to give up, which ends with 1 and prints nothing
     */
    int of(ProgramId program, @Nullable Path rules, boolean json, BooleanSupplier stop) {
        var parameters = rules == null
                ? beans.getBean(RuleConfigurations.class).of(program).inForce()
                : read(rules);
        var line = ProgressLine.on(command.getErr());
        boolean shows = Terminal.isThere() && !json;
        var report = beans.getBean(Replays.class).run(program, parameters, (seq, end, _) -> {
            show(shows, seq, end, line);
            return !stop.getAsBoolean();
        });
        line.end();
        report.ifPresent(found -> print(found, json));
        return report.isPresent() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void show(boolean shows, long seq, long end, ProgressLine line) {
        if (shows) {
            var text = String.format(Locale.ROOT, "event %,d of %,d", seq, end);
            line.show(end == 0 ? 1 : Math.min(1, (double) seq / end), text);
        }
    }

    private void print(ReplayReport report, boolean json) {
        var lines = new ReplayLines(report, command.getOut());
        if (json) {
            lines.json();
        } else {
            lines.words();
        }
    }

    private Parameters read(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw wrong("There is no file " + file + " that can be read.");
        }
        try (var bytes = Files.newInputStream(file)) {
            return beans.getBean(ParameterFiles.class).read(bytes);
        } catch (Refused refused) {
            throw wrong("The parameters in " + file + " cannot be used. " + sentences(refused));
        } catch (IOException unreadable) {
            throw wrong("The file " + file + " cannot be read.");
        }
    }

    private static String sentences(Refused refused) {
        var faults = refused.faults().stream()
                .map(fault -> fault.pointer() + ": " + fault.message())
                .toList();
        return faults.isEmpty() ? String.valueOf(refused.getMessage()) : String.join(" ", faults);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command, sentence);
    }
}
