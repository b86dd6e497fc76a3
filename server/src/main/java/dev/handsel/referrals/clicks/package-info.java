/** Clicks: who clicked, stored in groups, and which of them may lead to a customer. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.ids", "base.words", "platform.database", "platform.work"})
package dev.handsel.referrals.clicks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
