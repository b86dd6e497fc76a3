/** What people read and correct: statements, figures, adjustments and write-offs. */
@NullMarked
package dev.handsel.accounting;

import org.jspecify.annotations.NullMarked;
