@NullMarked
package dev.handsel.stripeevents;

import org.jspecify.annotations.NullMarked;
