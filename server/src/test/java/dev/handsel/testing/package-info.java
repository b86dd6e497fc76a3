/** What tests of every feature use: the whole server, its client, its database, and simulators of what stands around it. */
@NullMarked
package dev.handsel.testing;

import org.jspecify.annotations.NullMarked;
