/** Every fact from outside, stored once before anything is done about it, and the ways by which facts come in. */
@NullMarked
package dev.handsel.inbox;

import org.jspecify.annotations.NullMarked;
