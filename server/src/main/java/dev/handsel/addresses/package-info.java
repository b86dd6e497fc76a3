/** Addresses of web pages, and which hosts browsers may be sent to. */
@NullMarked
@ApplicationModule(allowedDependencies = {"refusal"})
package dev.handsel.addresses;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
