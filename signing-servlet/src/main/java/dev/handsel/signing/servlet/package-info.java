/**
 * Lets signed requests in, and no others: {@link dev.handsel.signing.servlet.SignatureFilter} in front of the servlets of any
 * container.
 */
@NullMarked
package dev.handsel.signing.servlet;

import org.jspecify.annotations.NullMarked;
