package dev.handsel.operation.cli;

import dev.handsel.ledger.LedgerVerification;
import dev.handsel.platform.database.DatabaseSession;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks the database whether every invariant of money holds. */
@Command(
        name = "verify",
        description = {
            "Checks the whole ledger.",
            "Compares balances with postings, commissions and payouts with the books, and so on. Changes nothing. Ends with 1 when something is wrong."
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var session = DatabaseSession.open()) {
            var report = new LedgerVerification(JdbcClient.create(session.dataSource())).run();
            var out = spec.commandLine().getOut();
            report.invariants().forEach(view -> out.println("checked " + view));
            out.printf(Locale.ROOT, "%,d transactions, %,d postings%n", report.transactions(), report.postings());
            report.violations().forEach(found -> out.println("VIOLATION " + found.what() + ": " + found.id()));
            out.println(report.ok() ? "everything adds up" : report.violations().size() + " violations");
            return report.ok() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
