package dev.handsel.identity.signin;

import dev.handsel.identity.access.LocalSignIn;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * As long as nobody owns the installation, each start shows a fresh link to become its owner; the one before stops
 * working. It goes to the terminal and not to the log, which others may read.
 */
@Component
@ConditionalOnWebApplication
class FirstOwnerLink {

    private final LocalSignIn local;

    FirstOwnerLink(LocalSignIn local) {
        this.local = local;
    }

    @EventListener(ApplicationReadyEvent.class)
    void show() {
        local.linkForFirstOwner()
                .ifPresent(link -> System.out.println(
                        "\nNobody owns this installation yet. To become its owner, open within 24 hours:\n\n    " + link
                                + "\n"));
    }
}
