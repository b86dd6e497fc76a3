package dev.handsel.fraud.cases;

import dev.handsel.base.words.PlainText;
import dev.handsel.fraud.cases.CaseStore.Late;
import dev.handsel.identity.access.Accounts;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.identity.mail.Mails;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.Programs;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Reminds managers of cases in which somebody who waits was held 7 days ago, and owners after 30, once each, by the clock of the
 * server. Where verdicts of a programme hold nobody, nobody is reminded. That it was told is written with the mails. Time alone releases nothing.
 */
@Service
class CaseReminders {

    static final Duration REMINDED = Duration.ofDays(7);
    static final Duration ESCALATED = Duration.ofDays(30);

    private final CaseStore store;
    private final Accounts accounts;
    private final Programs programs;
    private final Mails mails;
    private final PublicUrl publicUrl;
    private final Transactions transactions;

    CaseReminders(
            CaseStore store,
            Accounts accounts,
            Programs programs,
            Mails mails,
            PublicUrl publicUrl,
            Transactions transactions) {
        this.store = store;
        this.accounts = accounts;
        this.programs = programs;
        this.mails = mails;
        this.publicUrl = publicUrl;
        this.transactions = transactions;
    }

    /** Writes the mails that are due. */
    void run(Instant now) {
        transactions.run(() -> store.late("escalated_at", now.minus(ESCALATED), now)
                .forEach(late -> write(late, accounts.owners(), ESCALATED)));
        transactions.run(() ->
                store.late("reminded_at", now.minus(REMINDED), now).forEach(late -> write(late, managers(), REMINDED)));
    }

    /** Where nobody else runs programmes, the owners do. */
    private Stream<Caller.Person> managers() {
        var managers = accounts.holders(Role.MANAGER).toList();
        return managers.isEmpty() ? accounts.owners() : managers.stream();
    }

    private void write(Late late, Stream<Caller.Person> readers, Duration waited) {
        var name = PlainText.of(programs.get(late.program()).name());
        var text = """
                Programme %s: %d cases of suspected fraud have held somebody for %d days or longer. What they hold stays held \
                until somebody decides: time releases nothing.

                They are listed at

                %s
                """.formatted(
                        name,
                        late.cases(),
                        waited.toDays(),
                        publicUrl.at("/v1/fraud/cases?state=open&program=" + late.program()));
        readers.filter(reader -> !reader.email().isEmpty())
                .forEach(reader ->
                        mails.send(reader.account(), reader.email(), "Cases wait to be decided: " + name, text));
    }
}
