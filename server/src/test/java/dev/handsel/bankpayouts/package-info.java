@NullMarked
package dev.handsel.bankpayouts;

import org.jspecify.annotations.NullMarked;
