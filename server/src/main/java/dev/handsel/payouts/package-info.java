/** Money on its way to affiliates, from the request to their bank. */
@NullMarked
package dev.handsel.payouts;

import org.jspecify.annotations.NullMarked;
