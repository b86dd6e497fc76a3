@NullMarked
package dev.handsel.transfers;

import org.jspecify.annotations.NullMarked;
