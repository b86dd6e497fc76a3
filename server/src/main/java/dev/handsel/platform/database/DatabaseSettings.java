package dev.handsel.platform.database;

import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database is used and how ({@code HANDSEL_DATABASE_*}). Without {@code url} the server runs its own PostgreSQL.
 *
 * @param ownerUser the role that owns the tables and migrates them; {@code user} is then the lesser role that serves
 * @param attach use the database of the server that runs on the data directory, as a command does
 * @param durable only tests turn it off: commits then survive no crash of the machine
 * @param waitLimit how long a caller waits for a connection before it is refused
 */
@ConfigurationProperties("handsel.database")
record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable String ownerUser,
        @Nullable Secret ownerPassword,
        @DefaultValue("false") boolean attach,
        @DefaultValue("true") boolean durable,
        @DefaultValue("10s") Duration waitLimit) {

    DatabaseSettings {
        if (url != null && !url.isBlank()) {
            DatabaseLogin.parse(url, user, password);
        } else if (ownerUser != null && !ownerUser.isBlank()) {
            throw new CannotStart("HANDSEL_DATABASE_OWNER_USER is set without HANDSEL_DATABASE_URL beside it.");
        }
        if (waitLimit.isNegative() || waitLimit.isZero()) {
            throw new CannotStart("HANDSEL_DATABASE_WAIT_LIMIT must be a positive time, such as 10s.");
        }
    }

    boolean external() {
        return url != null && !url.isBlank();
    }

    DatabaseLogin login() {
        return DatabaseLogin.parse(url == null ? "" : url, user, password);
    }

    DatabaseLogin ownerLogin() {
        var login = login();
        return ownerUser == null || ownerUser.isBlank()
                ? login
                : new DatabaseLogin(login.url(), ownerUser, ownerPassword);
    }
}
