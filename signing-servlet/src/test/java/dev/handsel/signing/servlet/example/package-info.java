/** The examples of docs/signing.md. */
@NullMarked
package dev.handsel.signing.servlet.example;

import org.jspecify.annotations.NullMarked;
