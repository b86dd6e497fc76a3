/** Mails to people: written in the transaction of their cause, sent afterwards, or kept to be read where there is no SMTP server. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.failpoints",
            "base.ids",
            "base.words",
            "identity.access",
            "platform.database",
            "platform.keyring",
            "platform.paging",
            "platform.settings",
            "platform.work"
        })
package dev.handsel.identity.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
