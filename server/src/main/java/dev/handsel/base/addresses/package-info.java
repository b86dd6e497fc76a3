/** Addresses of web pages, which hosts browsers may be sent to, and where callers come from. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.refusal"})
package dev.handsel.base.addresses;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
