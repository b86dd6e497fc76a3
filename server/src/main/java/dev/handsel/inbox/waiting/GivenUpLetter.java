package dev.handsel.inbox.waiting;

import dev.handsel.base.words.PlainText;
import dev.handsel.identity.access.Accounts;
import dev.handsel.identity.mail.Mails;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.inbox.waiting.GivenUpStore.Untold;
import dev.handsel.programs.terms.Programs;
import org.springframework.stereotype.Component;

/** What owners read when something was given up in a programme. */
@Component
class GivenUpLetter {

    private final Accounts accounts;
    private final Programs programs;
    private final PublicUrl publicUrl;
    private final Mails mails;

    GivenUpLetter(Accounts accounts, Programs programs, PublicUrl publicUrl, Mails mails) {
        this.accounts = accounts;
        this.programs = programs;
        this.publicUrl = publicUrl;
        this.mails = mails;
    }

    /** Writes one to each owner who has an address. */
    void write(Untold untold) {
        var name = PlainText.of(programs.get(untold.program()).name());
        var text = text(untold, name);
        accounts.owners()
                .filter(owner -> !owner.email().isEmpty())
                .forEach(owner -> mails.send(owner.account(), owner.email(), "Events were given up: " + name, text));
    }

    private String text(Untold untold, String name) {
        return """
                Programme %s: %d more had waited 30 days for something that was never told, such as the signup of a customer or \
                the invoice of a refund. Nobody is owed anything by them. If what they wait for is told later, they count all the same.

                They are listed, with what each waits for, at

                %s
                """.formatted(name, untold.things(), publicUrl.at("/v1/programs/" + untold.program() + "/waiting"));
    }
}
