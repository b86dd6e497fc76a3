/** Exact money: minor units, basis points, one rounding. Depends on nothing. */
@NullMarked
@CheckReturnValue
@ApplicationModule(allowedDependencies = {})
package dev.handsel.base.money;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
