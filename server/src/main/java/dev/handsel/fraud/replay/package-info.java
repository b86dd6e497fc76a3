/** A programme's history judged once more by other parameters: who would be judged otherwise than now, and what it would cost. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.ids",
            "commissions.replay",
            "commissions.restrictions",
            "fraud.evaluation",
            "fraud.identities",
            "fraud.rules",
            "fraud.verdicts",
            "platform.database"
        })
package dev.handsel.fraud.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
