/** Payouts whose provider is simulated: people, or a test, say what becomes of them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "http", "ids", "payouts", "refusal"})
package dev.handsel.payoutsimulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
