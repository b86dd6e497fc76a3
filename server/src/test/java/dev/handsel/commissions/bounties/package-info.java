/** What is earned once for customers who have traded enough, as merchants and managers see it. */
@NullMarked
package dev.handsel.commissions.bounties;

import org.jspecify.annotations.NullMarked;
