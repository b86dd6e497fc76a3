@NullMarked
package dev.handsel.payoutnotices;

import org.jspecify.annotations.NullMarked;
