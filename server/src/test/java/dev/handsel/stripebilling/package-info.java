@NullMarked
package dev.handsel.stripebilling;

import org.jspecify.annotations.NullMarked;
