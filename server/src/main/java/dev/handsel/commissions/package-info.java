/** What affiliates earn: the rules as pure functions, their accrual in the ledger, and the rules applied once more. */
@NullMarked
package dev.handsel.commissions;

import org.jspecify.annotations.NullMarked;
