/** What runs and shows the server: commands, and the demo. */
@NullMarked
package dev.handsel.operation;

import org.jspecify.annotations.NullMarked;
