/** Addresses of web pages, and which hosts browsers may be sent to. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.refusal"})
package dev.handsel.base.addresses;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
