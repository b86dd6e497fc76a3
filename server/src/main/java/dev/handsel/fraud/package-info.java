/** Who may be one person behind several accounts: what is known of each, and data about providers. */
@NullMarked
package dev.handsel.fraud;

import org.jspecify.annotations.NullMarked;
