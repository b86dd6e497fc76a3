/** The operator's command line: one class per command. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "clock",
            "database",
            "demo",
            "ids",
            "imports",
            "keyring",
            "ledger",
            "programs",
            "refusal",
            "replay",
            "settings",
            "tokens"
        })
package dev.handsel.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
