package dev.handsel.identity.mail;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
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
        if (host != null) {
            requireAddress(from);
        }
        if (user != null && password == null) {
            throw new CannotStart("HANDSEL_SMTP_USER is set without HANDSEL_SMTP_PASSWORD.");
        }
    }

    private static void requireAddress(@Nullable String from) {
        try {
            new InternetAddress(from == null ? "" : from, true);
        } catch (AddressException _) {
            throw new CannotStart(
                    "HANDSEL_SMTP_FROM must be the e-mail address that sends when HANDSEL_SMTP_HOST is set.");
        }
    }

    boolean configured() {
        return host != null;
    }

    int portOrUsual() {
        return port == null ? tls.port : port;
    }
}
