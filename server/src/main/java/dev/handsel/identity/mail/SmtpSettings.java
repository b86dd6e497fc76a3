package dev.handsel.identity.mail;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The SMTP server ({@code HANDSEL_SMTP_*}); without a host, mails are kept to be read in the mailbox.
 *
 * @param port without it the usual one for {@code tls}: 587, 465 or 25
 * @param from the sender of all mails
 */
@ConfigurationProperties("handsel.smtp")
record SmtpSettings(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable Secret password,
        @Nullable String from,
        @DefaultValue("starttls") Tls tls) {

    private static final int HIGHEST_PORT = 65_535;

    /** How the connection is protected. */
    enum Tls {
        STARTTLS(587),
        IMPLICIT(465),
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }
    }

    SmtpSettings {
        host = host == null || host.isBlank() ? null : host.strip();
        var faults = new ArrayList<String>();
        if (host != null && !isAddress(from)) {
            faults.add("HANDSEL_SMTP_FROM must be the e-mail address that sends when HANDSEL_SMTP_HOST is set.");
        }
        if (user != null && password == null) {
            faults.add("HANDSEL_SMTP_USER is set without HANDSEL_SMTP_PASSWORD.");
        }
        if (port != null && (port < 1 || port > HIGHEST_PORT)) {
            faults.add("HANDSEL_SMTP_PORT is not a port: " + port + ".");
        }
        CannotStart.ifAny(faults);
    }

    private static boolean isAddress(@Nullable String from) {
        try {
            new InternetAddress(from == null ? "" : from, true);
            return true;
        } catch (AddressException _) {
            return false;
        }
    }

    boolean configured() {
        return host != null;
    }

    int portOrUsual() {
        return port == null ? tls.port : port;
    }
}
