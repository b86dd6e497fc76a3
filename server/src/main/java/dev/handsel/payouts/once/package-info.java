/**
 * The one way in which Stripe is asked to do something once, whatever it is: one key and one frozen request, written down before
 * any byte leaves; what is unclear is asked with the same key while that is safe, and looked up when it is not any more. Who has
 * something to be done brings an {@link dev.handsel.payouts.once.Errand} and keeps its rows.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"base.failpoints", "base.ids", "platform.database", "platform.stripe", "platform.work"})
package dev.handsel.payouts.once;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
