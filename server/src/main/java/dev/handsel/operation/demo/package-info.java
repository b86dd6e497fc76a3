/** A walk through the whole life of a referral, told step by step. It knows the server only from outside. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.handsel.operation.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
