package dev.handsel.operation.cli;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.time.SystemClock;
import dev.handsel.identity.access.AccountTokens;
import dev.handsel.identity.access.EmailAddress;
import dev.handsel.identity.access.Role;
import dev.handsel.identity.tokens.IssuerKey;
import dev.handsel.identity.tokens.TokenLifetime;
import dev.handsel.identity.tokens.TokenSettings;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.DatabaseSession;
import dev.handsel.platform.postgres.RunningServer;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.platform.settings.HandselEnvironment;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints an access token for an account, alone on standard output. */
@Command(
        name = "token",
        description = {
            "Prints an access token for an account, which is created where it is missing.",
            "With a Spring profile such as production only accounts that are there get one."
        })
final class TokenCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills these in before anything runs
    private CommandSpec spec;

    @Option(names = "--account", required = true, paramLabel = "EMAIL", description = "Whose token it is.")
    @SuppressWarnings("NullAway.Init")
    private String account;

    @Option(names = "--role", paramLabel = "ROLE", description = "Gives the account this role; may be repeated.")
    private List<String> roles = List.of();

    @Option(names = "--ttl", defaultValue = "12h", paramLabel = "TIME", description = "How long: 30m, 12h, 7d.")
    @SuppressWarnings("NullAway.Init")
    private String ttl;

    @Override
    public void run() {
        var email = email();
        var wanted = wantedRoles();
        var lifetime = lifetime();
        var environment = HandselEnvironment.plain();
        try (var session = DatabaseSession.open()) {
            var clock = SystemClock.source();
            var audit = AuditTrail.outsideSpring(session.dataSource(), clock);
            var directory = Binder.get(environment).bindOrCreate("handsel", DataDirectory.class);
            var settings = settings(environment, directory);
            var tokens =
                    new AccountTokens(session.dataSource(), IssuerKey.of(settings, directory), settings, clock, audit);
            boolean mayCreate = environment.getActiveProfiles().length == 0;
            spec.commandLine().getOut().println(tokens.mint(email, wanted, lifetime, mayCreate));
        } catch (Refused refused) {
            throw wrong(refused.detail());
        }
    }

    /** The running server knows best under which address its tokens are believed. */
    private static TokenSettings settings(ConfigurableEnvironment environment, DataDirectory directory) {
        var settings = Binder.get(environment).bindOrCreate("handsel", TokenSettings.class);
        var running = RunningServer.on(directory);
        if (running.isPresent()) {
            return settings.at(running.get().publicUrl().toString());
        }
        return environment.containsProperty("handsel.public-url")
                ? settings
                : settings.at("http://localhost:" + environment.getProperty("handsel.port", "8080"));
    }

    private EmailAddress email() {
        try {
            return EmailAddress.of(account);
        } catch (Refused refused) {
            throw wrong("--account is not an e-mail address: " + account);
        }
    }

    private Set<Role> wantedRoles() {
        var wanted = EnumSet.noneOf(Role.class);
        for (var role : roles) {
            try {
                wanted.add(Role.parse(role));
            } catch (Refused refused) {
                throw wrong("--role is none of owner, manager, finance, analyst, affiliate, device_owner: " + role);
            }
        }
        return wanted;
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
