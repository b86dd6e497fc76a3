package dev.handsel.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.handsel.base.ids.AccountId;
import dev.handsel.identity.access.Accounts;
import dev.handsel.identity.access.EmailAddress;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.keyring.Keyring;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.work.WorkQueues;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;

@HandselTest
class MailDeliveryTest {

    @Autowired
    Bearers bearers;

    @Autowired
    PublicUrl url;

    @Autowired
    Accounts accounts;

    @Autowired
    Mails mails;

    @Autowired
    Keyring keyring;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    InstantSource clock;

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private AccountId account = AccountId.fresh();
    private String email = "";
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void somebody_and_an_smtp_server() {
        smtp.start();
        jdbc.sql("delete from mail").update();
        var me = new Client(url.text())
                .get("/v1/accounts/me", "Authorization", bearers.with())
                .json();
        email = me.get("email").asString();
        account = accounts.named(EmailAddress.of(email)).orElseThrow();
        now = clock.instant();
    }

    @AfterEach
    void stop() {
        smtp.stop();
    }

    private MailStore store() {
        return new MailStore(jdbc, keyring, () -> now, new WorkQueues(jdbc, meters));
    }

    private MailDelivery delivery(int port) {
        var settings = new SmtpSettings("127.0.0.1", port, null, null, "handsel@shop.example", SmtpSettings.Tls.NONE);
        return new MailDelivery(store(), settings, new SmtpServer(settings), () -> now, meters);
    }

    /** Tries every mail that is due; says how many those were. */
    private static int deliver(MailDelivery delivery) {
        int tried = 0;
        for (var next = delivery.next(); next.isPresent(); next = delivery.next()) {
            next.get().run();
            tried++;
        }
        return tried;
    }

    private void write(String text) {
        transactions.run(() -> mails.send(account, email, "H\u00e9llo", text));
        now = clock.instant();
    }

    private String state() {
        return jdbc.sql("select state || ' ' || (wrapped is null) from mail where account_id = :account")
                .param("account", account.value())
                .query(String.class)
                .single();
    }

    @Test
    void a_mail_is_sent_once_and_its_text_is_wiped() throws Exception {
        write("Guten Tag \u00fc\n\nhttps://shop.example/devices/confirm?token=abc\n");
        var delivery = delivery(smtp.getSmtp().getPort());

        assertThat(deliver(delivery)).isEqualTo(1);
        assertThat(deliver(delivery)).isZero();

        var messages = smtp.getReceivedMessages();
        assertThat(messages).hasSize(1);
        assertThat(messages[0].getSubject()).isEqualTo("H\u00e9llo");
        assertThat(messages[0].getAllRecipients()[0]).hasToString(email);
        assertThat(messages[0].getFrom()[0]).hasToString("handsel@shop.example");
        assertThat(messages[0].getContent().toString().lines())
                .contains("https://shop.example/devices/confirm?token=abc");
        assertThat(state()).isEqualTo("sent true");
        assertThat(meters.get("handsel.mails.sent").counter().count()).isEqualTo(1);
    }

    @Test
    void inside_a_transaction_nothing_is_sent() {
        write("text");
        var delivery = delivery(smtp.getSmtp().getPort());

        assertThatThrownBy(() ->
                        transactions.run(() -> delivery.next().orElseThrow().run()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(smtp.getReceivedMessages()).isEmpty();
        assertThat(state()).isEqualTo("waiting false");
    }

    @Test
    void what_fails_is_tried_again_later_and_given_up_after_a_day() {
        write("text");
        var port = smtp.getSmtp().getPort();
        smtp.stop();
        var delivery = delivery(port);

        assertThat(deliver(delivery)).isEqualTo(1);
        assertThat(state()).isEqualTo("waiting false");
        assertThat(jdbc.sql("select due_at from mail where account_id = :account")
                        .param("account", account.value())
                        .query((row, _) ->
                                row.getObject(1, java.time.OffsetDateTime.class).toInstant())
                        .single())
                .isEqualTo(now.plusSeconds(30));

        now = now.plus(Duration.ofHours(24));
        assertThat(deliver(delivery)).isEqualTo(1);
        assertThat(state()).isEqualTo("given_up true");
        assertThat(meters.get("handsel.mails.failed").counter().count()).isEqualTo(1);
        assertThat(meters.get("handsel.mails.given_up").counter().count()).isEqualTo(1);
    }

    @Test
    void of_two_processes_each_mail_is_claimed_by_one() {
        write("text");

        assertThat(store().claim()).isPresent();
        now = now.plusSeconds(299);
        assertThat(store().claim()).isEmpty();
        now = now.plusSeconds(1);
        assertThat(store().claim())
                .hasValueSatisfying(mail -> assertThat(mail.toString()).doesNotContain("text"));
    }

    @Test
    void a_mail_belongs_to_a_transaction_and_vanishes_with_it() {
        assertThatThrownBy(() -> mails.send(account, email, "s", "t"))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> transactions.run(() -> {
                    mails.send(account, email, "s", "t");
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(jdbc.sql("select count(*) from mail where account_id = :account")
                        .param("account", account.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_server_that_runs_sends_a_mail_soon_after_it_was_written() throws Exception {
        var delivery = delivery(smtp.getSmtp().getPort());
        delivery.start();
        try {
            write("text");
            delivery.written(new Mails.Written(UUID.randomUUID()));
            assertThat(smtp.waitForIncomingEmail(20_000, 1)).isTrue();
        } finally {
            delivery.stop();
        }
        assertThat(state()).as("what was begun is written down").isEqualTo("sent true");
    }

    @Test
    void mails_are_forgotten_after_seven_days() {
        write("text");
        now = now.plus(Duration.ofDays(8));
        assertThat(delivery(1).forget()).isEqualTo(1);
    }

    @Test
    void an_smtp_server_needs_a_sender_and_a_user_a_password() {
        assertThatThrownBy(() -> new SmtpSettings("smtp.example", null, null, null, null, SmtpSettings.Tls.STARTTLS))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HANDSEL_SMTP_FROM");
        assertThatThrownBy(() -> new SmtpSettings("smtp.example", null, "me", null, "a@b.c", SmtpSettings.Tls.STARTTLS))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("HANDSEL_SMTP_PASSWORD");
        var settings = new SmtpSettings(" ", null, null, null, null, SmtpSettings.Tls.IMPLICIT);
        assertThat(settings.configured()).isFalse();
        assertThat(settings.portOrUsual()).isEqualTo(465);
    }
}
