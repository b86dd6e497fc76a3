package dev.handsel.identity.mail;

import dev.handsel.identity.mail.SmtpSettings.Tls;
import dev.handsel.platform.database.OutsideTransactions;
import jakarta.mail.MessagingException;
import java.util.Properties;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands mails to the SMTP server, with a limit to every wait and never inside a transaction. */
@Component
class SmtpServer {

    private final SmtpSettings settings;
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    SmtpServer(SmtpSettings settings) {
        this.settings = settings;
        sender.setHost(settings.host());
        sender.setPort(settings.portOrUsual());
        sender.setUsername(settings.user());
        var password = settings.password();
        sender.setPassword(password == null ? null : password.value());
        sender.setDefaultEncoding("UTF-8");
        sender.setJavaMailProperties(properties(settings));
    }

    private static Properties properties(SmtpSettings settings) {
        var properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", "10000");
        properties.setProperty("mail.smtp.timeout", "20000");
        properties.setProperty("mail.smtp.writetimeout", "20000");
        properties.setProperty("mail.smtp.auth", String.valueOf(settings.user() != null));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(settings.tls() == Tls.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(settings.tls() == Tls.STARTTLS));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(settings.tls() == Tls.IMPLICIT));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return properties;
    }

    void send(Mail mail) {
        OutsideTransactions.require("Sending a mail");
        var message = sender.createMimeMessage();
        try {
            var writer = new MimeMessageHelper(message, false, "UTF-8");
            writer.setFrom(String.valueOf(settings.from()));
            writer.setTo(mail.to());
            writer.setSubject(mail.subject());
            writer.setText(mail.text());
        } catch (MessagingException malformed) {
            throw new MailPreparationException("The mail cannot be written", malformed);
        }
        sender.send(message);
    }
}
