@NullMarked
package dev.handsel.reversals;

import org.jspecify.annotations.NullMarked;
