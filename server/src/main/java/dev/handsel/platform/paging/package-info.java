/** Lists a page at a time, by keyset: cursors in, cursors out. */
@NullMarked
@ApplicationModule(allowedDependencies = {"base.refusal"})
package dev.handsel.platform.paging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
