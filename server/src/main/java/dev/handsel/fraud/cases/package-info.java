/** What looks wrong, put together for people to decide: cases, decisions, the whitelist, and what affiliates ask. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.ids",
            "base.money",
            "base.refusal",
            "base.words",
            "commissions.accruals",
            "commissions.restrictions",
            "fraud.configuration",
            "fraud.identities",
            "fraud.rules",
            "fraud.verdicts",
            "identity.access",
            "identity.mail",
            "identity.tokens",
            "platform.audit",
            "platform.database",
            "platform.http",
            "platform.json",
            "platform.limits",
            "platform.paging",
            "platform.work",
            "programs.terms",
            "referrals.affiliates",
            "referrals.customers"
        })
package dev.handsel.fraud.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
