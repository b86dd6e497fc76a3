@NullMarked
package dev.handsel.faults;

import org.jspecify.annotations.NullMarked;
