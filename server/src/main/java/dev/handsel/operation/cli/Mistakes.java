package dev.handsel.operation.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line how a command was called wrongly and where its help is. */
final class Mistakes {

    private Mistakes() {}

    /** Handles what picocli or a command refused: one line on standard error, and the exit code of a wrong call. */
    static int tell(ParameterException wrong) {
        var command = wrong.getCommandLine();
        var name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + sentence(wrong) + " See ./" + name + " --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String sentence(ParameterException wrong) {
        var message = String.valueOf(wrong.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            message += "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }
}
