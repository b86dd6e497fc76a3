/** What the events of a merchant's own Stripe account mean, by a pure function, in all versions of Stripe's API. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.facts", "base.money", "base.refusal", "base.words"})
package dev.handsel.inbox.stripeevents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
