/** Events as people read them, with all that followed from each. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.ids",
            "base.refusal",
            "base.words",
            "commissions.accruals",
            "identity.access",
            "inbox.events",
            "platform.database",
            "platform.paging",
            "programs.terms",
            "referrals.customers"
        })
package dev.handsel.inbox.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
