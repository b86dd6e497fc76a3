/** The ground: money, ids, time, hashes and how a rule says no. No Spring beans, no input or output. */
@NullMarked
package dev.handsel.base;

import org.jspecify.annotations.NullMarked;
