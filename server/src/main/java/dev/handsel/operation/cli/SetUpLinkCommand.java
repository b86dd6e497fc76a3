package dev.handsel.operation.cli;

import dev.handsel.base.refusal.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a link by which an account chooses its password, alone on standard output. */
@Command(
        name = "setup-link",
        description = {
            "Prints a link by which an account chooses its password.",
            "It works once, for 24 hours, and ends an older link for the same account; a password that is there holds until"
                    + " then. The account is made where it is missing; with a Spring profile such as production only"
                    + " accounts that are there get a link."
        })
final class SetUpLinkCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in before anything runs
    private CommandSpec spec;

    @Mixin
    private final AccountOption account = new AccountOption();

    @Override
    public void run() {
        var email = account.email();
        var roles = account.roles();
        try (var session = AccountSession.open(account.mayMakeOne())) {
            spec.commandLine().getOut().println(session.accounts().setUpLink(email, roles, session.mayCreate()));
        } catch (Refused refused) {
            throw new ParameterException(spec.commandLine(), refused.detail());
        }
    }
}
