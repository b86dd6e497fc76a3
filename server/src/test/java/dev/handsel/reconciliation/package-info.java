@NullMarked
package dev.handsel.reconciliation;

import org.jspecify.annotations.NullMarked;
