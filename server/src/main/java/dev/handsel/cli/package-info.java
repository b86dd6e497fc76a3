/** The operator's command line: one class per command. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "settings",
            "database",
            "clock",
            "refusal",
            "access",
            "tokens",
            "audit",
            "ids",
            "programs",
            "imports",
            "ledger",
            "commissions",
            "demo"
        })
package dev.handsel.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
