@NullMarked
package dev.handsel.stripecommands;

import org.jspecify.annotations.NullMarked;
