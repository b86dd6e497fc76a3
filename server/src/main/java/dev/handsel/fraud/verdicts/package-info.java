/** What rules say of accounts and affiliates, as it stands. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.ids", "fraud.rules"})
package dev.handsel.fraud.verdicts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
