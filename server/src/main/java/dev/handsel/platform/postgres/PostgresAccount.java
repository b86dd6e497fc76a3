package dev.handsel.platform.postgres;

import dev.handsel.platform.settings.CannotStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL runs, which refuses to be root. An ordinary user runs it as himself; root steps into a user
 * namespace, where its files still belong to it, or else becomes nobody.
 *
 * @param uid whom the data must belong to, as this process sees it
 */
record PostgresAccount(List<String> prefix, int uid) {

    private static final int NOBODY = 65_534;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static PostgresAccount choose(PostgresBinaries binaries) {
        return choose(binaries, List.of(inNamespace(), asNobody()));
    }

    static PostgresAccount choose(PostgresBinaries binaries, List<PostgresAccount> forRoot) {
        int own = ownUid();
        if (own != 0) {
            return new PostgresAccount(List.of(), own);
        }
        return forRoot.stream()
                .filter(account -> account.canRun(binaries))
                .findFirst()
                .orElseThrow(
                        () -> new CannotStart(
                                "PostgreSQL does not run as root, and neither unshare -U nor setpriv can give up root's rights here;"
                                        + " start Handsel as an ordinary user or set HANDSEL_DATABASE_URL to a database of your own."));
    }

    static PostgresAccount inNamespace() {
        return new PostgresAccount(List.of("unshare", "-U"), 0);
    }

    static PostgresAccount asNobody() {
        return new PostgresAccount(
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);
    }

    List<String> command(Path program, List<String> arguments) {
        var command = new ArrayList<>(prefix);
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    private boolean canRun(PostgresBinaries binaries) {
        try {
            var process = new ProcessBuilder(command(binaries.postgres(), List.of("--version")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Processes.succeedsWithin(LIMIT, process);
        } catch (IOException _) {
            return false;
        }
    }

    private static int ownUid() {
        try {
            return Folders.owner(Path.of("/proc/self").toRealPath());
        } catch (IOException | UnsupportedOperationException _) {
            return "root".equals(System.getProperty("user.name")) ? 0 : -1;
        }
    }
}
