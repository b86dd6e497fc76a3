package dev.handsel.operation.cli;

import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.EmailAddress;
import dev.handsel.identity.access.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The account that a command is about, and what it is to be there. */
final class AccountOption {

    private static final String ROLES = "owner, manager, finance, analyst, affiliate, device_owner";

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli fills these in before anything runs
    private CommandSpec spec;

    @Option(
            names = "--account",
            required = true,
            paramLabel = "EMAIL",
            description = "The account, by its e-mail address.")
    @SuppressWarnings("NullAway.Init")
    private String account;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description =
                    "Gives the account this role, one of " + ROLES + "; may be repeated. Without it the account keeps"
                            + " the roles it has; a new one is an affiliate and a device_owner, as everybody is.")
    private List<String> roles = List.of();

    @Option(
            names = "--new",
            description = "Make an installation where no server uses the data directory, instead of refusing.")
    private boolean makeOne;

    EmailAddress email() {
        try {
            return EmailAddress.of(account);
        } catch (Refused refused) {
            throw wrong("--account is not an e-mail address: " + account + ".");
        }
    }

    Set<Role> roles() {
        var wanted = EnumSet.noneOf(Role.class);
        for (var role : roles) {
            try {
                wanted.add(Role.parse(role));
            } catch (Refused refused) {
                throw wrong("--role is none of " + ROLES + ": " + role + ".");
            }
        }
        return wanted;
    }

    /** Whether there may be no server yet. */
    boolean mayMakeOne() {
        return makeOne;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
