package dev.handsel.identity.mail;

import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MailboxController {

    /** A mail that was kept; {@code text} may hold one-time links. */
    record MailView(String to, String subject, String text, Instant sentAt) {

        @Override
        public String toString() {
            return "MailView[sentAt=" + sentAt + "]";
        }
    }

    private final MailStore store;
    private final SmtpSettings settings;

    MailboxController(MailStore store, SmtpSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    @Operation(
            summary = "The mails of the last seven days, newest first, where no SMTP server is configured",
            description = """
            For owners. `to` narrows the list to one recipient. With an SMTP server mails are sent instead, and the list
            is empty.
            """)
    @GetMapping("/v1/mailbox")
    Page<MailView> list(Caller.Person caller, @RequestParam Optional<String> to, PageRequest page) {
        caller.requireRole(Role.OWNER);
        var recipient = to.map(text -> text.strip().toLowerCase(Locale.ROOT));
        List<Mail> mails = settings.configured() ? List.of() : store.waiting(recipient, page);
        return Page.of(page, mails, Mail::id)
                .map(mail -> new MailView(mail.to(), mail.subject(), mail.text(), mail.createdAt()));
    }
}
