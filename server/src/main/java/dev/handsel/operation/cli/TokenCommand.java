package dev.handsel.operation.cli;

import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.tokens.TokenLifetime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints an access token for an account, alone on standard output. */
@Command(
        name = "token",
        description = {
            "Prints an access token for an account.",
            "The account is made where it is missing; with a Spring profile such as production only accounts that are"
                    + " there get a token."
        })
final class TokenCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills these in before anything runs
    private CommandSpec spec;

    @Mixin
    private final AccountOption account = new AccountOption();

    @Option(
            names = "--ttl",
            defaultValue = "12h",
            paramLabel = "TIME",
            description = "How long the token is valid, such as 30m, 12h or 7d and at most 30d; without it,"
                    + " ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String ttl;

    @Override
    public void run() {
        var email = account.email();
        var roles = account.roles();
        var lifetime = lifetime();
        try (var session = AccountSession.open(account.mayMakeOne())) {
            spec.commandLine().getOut().println(session.accounts().mint(email, roles, lifetime, session.mayCreate()));
        } catch (Refused refused) {
            throw wrong(refused.detail());
        }
    }

    private TokenLifetime lifetime() {
        try {
            return TokenLifetime.parse(ttl);
        } catch (IllegalArgumentException malformed) {
            throw wrong("--ttl: " + malformed.getMessage());
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
