/** Exact money: minor units, basis points, one rounding; the currencies there are and were. */
@NullMarked
@CheckReturnValue
@ApplicationModule(allowedDependencies = {"base.refusal"})
package dev.handsel.base.money;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
