/** A programme's history judged once more by other parameters: who would be judged otherwise than now, and what it would cost. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.facts",
            "base.ids",
            "base.refusal",
            "base.words",
            "commissions.replay",
            "fraud.evaluation",
            "fraud.identities",
            "fraud.rules",
            "fraud.verdicts",
            "identity.access",
            "platform.audit",
            "platform.database",
            "platform.json",
            "platform.limits",
            "platform.work",
            "programs.terms"
        })
package dev.handsel.fraud.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
