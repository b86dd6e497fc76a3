/** What rules about fraud say of a programme's accounts, as its events are followed: what counts is counted, and who is touched is judged. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "base.addresses",
            "base.facts",
            "base.failpoints",
            "base.ids",
            "base.words",
            "fraud.accounts",
            "fraud.configuration",
            "fraud.identities",
            "fraud.rules",
            "fraud.verdicts",
            "programs.terms",
            "programs.time"
        })
package dev.handsel.fraud.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
