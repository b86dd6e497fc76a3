@NullMarked
package dev.handsel.payoutbatches;

import org.jspecify.annotations.NullMarked;
