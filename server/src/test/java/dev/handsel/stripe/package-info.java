@NullMarked
package dev.handsel.stripe;

import org.jspecify.annotations.NullMarked;
