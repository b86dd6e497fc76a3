/** By what each account was known: identities from events, affiliates and devices, as keyed hashes that several may share. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.addresses",
            "base.facts",
            "base.failpoints",
            "base.ids",
            "base.words",
            "fraud.datasets",
            "inbox.events",
            "platform.database",
            "platform.keyring",
            "platform.settings",
            "platform.work",
            "programs.terms",
            "referrals.affiliates"
        })
package dev.handsel.fraud.identities;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
