package dev.handsel.identity.signin;

import dev.handsel.identity.access.LocalSignIn;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.platform.settings.PrivateFile;
import dev.handsel.platform.settings.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * As long as no owner can sign in, each start makes a fresh link to become one; the one before stops working. Whoever has
 * it owns the installation: it is shown to the person before the terminal, and where there is none it stands in a file
 * that only the server's account reads, never in a log.
 */
@Component
@ConditionalOnWebApplication
class FirstOwnerLink {

    private static final Logger log = LoggerFactory.getLogger(FirstOwnerLink.class);
    private static final String FILE = "setup-link.txt";

    private final LocalSignIn local;
    private final DataDirectory directory;

    FirstOwnerLink(LocalSignIn local, DataDirectory directory) {
        this.local = local;
        this.directory = directory;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        tell(Terminal.isThere());
    }

    void tell(boolean terminal) {
        var link = local.linkForFirstOwner();
        if (terminal || link.isEmpty()) {
            forgetFile();
            link.ifPresent(FirstOwnerLink::show);
        } else {
            write(link.get());
        }
    }

    private static void show(String link) {
        System.out.println(
                "\nNo owner of this installation can sign in yet. To become its owner, open within 24 hours:\n\n    "
                        + link + "\n");
    }

    private void write(String link) {
        var file = directory.create().resolve(FILE);
        try {
            PrivateFile.write(file, link + "\n");
            log.info(
                    "no owner of this installation can sign in yet: the link to become its owner, for 24 hours, is in {}",
                    file);
        } catch (IOException e) {
            throw new CannotStart("The set-up link cannot be written to " + file + ".", e);
        }
    }

    private void forgetFile() {
        try {
            Files.deleteIfExists(directory.path().resolve(FILE));
        } catch (IOException e) {
            log.warn(
                    "the used set-up link in {} cannot be removed",
                    directory.path().resolve(FILE),
                    e);
        }
    }
}
