/** Links of affiliates, and what happens when somebody follows one: the redirect, the snippet and its clicks. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "addresses",
            "affiliates",
            "audit",
            "clock",
            "database",
            "http",
            "ids",
            "programs",
            "referrals",
            "refusal",
            "tokens"
        })
package dev.handsel.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
