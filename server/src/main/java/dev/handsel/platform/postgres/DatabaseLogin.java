package dev.handsel.platform.postgres;

import dev.handsel.base.digest.Sha256;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where a database is and as whom one signs in there. */
public record DatabaseLogin(
        String url, @Nullable String user, @Nullable Secret password) {

    private static final String HINT =
            "HANDSEL_DATABASE_URL must look like jdbc:postgresql://host:5432/name or postgres://user:password@host:5432/name.";

    /** Reads both usual forms; a user and password given beside the URL come before those within it. */
    public static DatabaseLogin parse(String text, @Nullable String user, @Nullable Secret password) {
        String url = text.strip();
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseLogin(url, user, password);
        }
        if (!url.startsWith("postgres://") && !url.startsWith("postgresql://")) {
            throw new CannotStart(HINT);
        }
        return fromUri(url, user, password);
    }

    private static DatabaseLogin fromUri(String url, @Nullable String user, @Nullable Secret password) {
        try {
            var uri = URI.create(url);
            if (uri.getHost() == null) {
                throw new CannotStart(HINT);
            }
            String[] who = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            return new DatabaseLogin(
                    jdbc(uri),
                    user != null ? user : who.length > 0 ? decoded(who[0]) : null,
                    password != null ? password : who.length > 1 ? new Secret(decoded(who[1])) : null);
        } catch (IllegalArgumentException _) {
            // The cause is dropped: its message repeats the URL, which may hold the password.
            throw new CannotStart(HINT);
        }
    }

    private static String jdbc(URI uri) {
        return "jdbc:postgresql://" + uri.getHost()
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
                + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    public Connection connect() throws SQLException {
        var properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password.value());
        }
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("ApplicationName", "handsel");
        return DriverManager.getConnection(url, properties);
    }

    public @Nullable String passwordText() {
        return password == null ? null : password.value();
    }

    /** Tells one database from another without naming either: the URL can hold a password. */
    String fingerprint() {
        return HexFormat.of().formatHex(Sha256.of(url), 0, 16);
    }

    /** The URL as it may be shown: parameters can hold a password. */
    public String shown() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    @Override
    public String toString() {
        return shown() + " as " + user;
    }
}
