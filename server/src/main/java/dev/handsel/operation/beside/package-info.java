/** What a running server does for commands beside it, which would otherwise have to start a whole application. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "base.refusal",
            "inbox.files",
            "platform.keyring",
            "platform.postgres",
            "platform.settings",
            "programs.terms"
        })
package dev.handsel.operation.beside;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
