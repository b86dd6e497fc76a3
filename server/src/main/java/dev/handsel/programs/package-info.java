/** Programmes: their terms, their rule sets and their clocks. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "addresses",
            "audit",
            "clock",
            "database",
            "http",
            "idempotency",
            "ids",
            "money",
            "refusal"
        })
package dev.handsel.programs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
