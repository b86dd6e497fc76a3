/** The money, the accounts and what happens to them. */
@NullMarked
package dev.handsel.stripesim.state;

import org.jspecify.annotations.NullMarked;
