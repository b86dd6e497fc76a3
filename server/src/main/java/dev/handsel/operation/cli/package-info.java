/** The operator's command line: one class per command. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.digest",
            "base.ids",
            "base.money",
            "base.refusal",
            "base.time",
            "commissions.replay",
            "fraud.configuration",
            "fraud.identities",
            "fraud.replay",
            "fraud.rules",
            "fraud.verdicts",
            "identity.access",
            "identity.tokens",
            "ledger",
            "operation.beside",
            "operation.demo",
            "platform.audit",
            "platform.database",
            "platform.keyring",
            "platform.postgres",
            "platform.settings",
            "programs.terms",
            "referrals.affiliates",
            "referrals.customers"
        })
package dev.handsel.operation.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
