/** How the server's code hangs together, tested. */
@NullMarked
package dev.handsel.architecture;

import org.jspecify.annotations.NullMarked;
