package dev.handsel.operation.cli;

import dev.handsel.base.time.SystemClock;
import dev.handsel.identity.access.AccountTokens;
import dev.handsel.identity.tokens.IssuerKey;
import dev.handsel.identity.tokens.TokenSettings;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.DatabaseSession;
import dev.handsel.platform.postgres.RunningServer;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.platform.settings.HandselEnvironment;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The accounts of the installation, for a command that does without Spring.
 *
 * @param mayCreate whether accounts that are missing are made; with a Spring profile such as production they are not
 */
record AccountSession(DatabaseSession session, AccountTokens accounts, boolean mayCreate) implements AutoCloseable {

    static AccountSession open(boolean mayMakeOne) {
        var environment = HandselEnvironment.plain();
        var session = mayMakeOne ? DatabaseSession.openOrMake() : DatabaseSession.open();
        try {
            var clock = SystemClock.source();
            var directory = Binder.get(environment).bindOrCreate("handsel", DataDirectory.class);
            var settings = settings(environment, directory);
            var accounts = new AccountTokens(
                    session.dataSource(),
                    IssuerKey.of(settings, directory),
                    settings,
                    clock,
                    AuditTrail.outsideSpring(session.dataSource(), clock));
            return new AccountSession(session, accounts, environment.getActiveProfiles().length == 0);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** The running server knows best under which address it is reached and its tokens are believed. */
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

    @Override
    public void close() {
        session.close();
    }
}
