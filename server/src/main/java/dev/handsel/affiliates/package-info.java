/** Who refers: the membership of people and of a merchant's customers in programmes. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "clock",
            "database",
            "facts",
            "http",
            "ids",
            "json",
            "money",
            "programs",
            "refusal",
            "tokens"
        })
package dev.handsel.affiliates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
