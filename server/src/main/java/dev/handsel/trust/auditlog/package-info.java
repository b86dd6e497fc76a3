/** The audit trail as people read it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.ids", "identity.access", "platform.paging"})
package dev.handsel.trust.auditlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
