/** Mails to people: written in the transaction of their cause, sent afterwards, or kept to be read where there is no SMTP server. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"access", "clock", "database", "failpoints", "http", "ids", "keyring", "settings"})
package dev.handsel.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
