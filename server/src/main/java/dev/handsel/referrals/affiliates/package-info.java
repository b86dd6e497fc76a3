/** Who refers: the membership of people and of a merchant's customers in programmes. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.facts",
            "base.ids",
            "base.refusal",
            "base.words",
            "identity.access",
            "identity.tokens",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.json",
            "programs.terms"
        })
package dev.handsel.referrals.affiliates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
