/** Links of affiliates, and what happens when somebody follows one: the redirect, the snippet and its clicks. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.addresses",
            "base.ids",
            "base.refusal",
            "identity.access",
            "identity.tokens",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.json",
            "platform.keyring",
            "platform.limits",
            "platform.paging",
            "programs.terms",
            "referrals.affiliates",
            "referrals.clicks"
        })
package dev.handsel.referrals.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
