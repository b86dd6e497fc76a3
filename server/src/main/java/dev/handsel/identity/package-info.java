/** Who is calling, and how they are reached: accounts and roles, tokens, signing in, mail. */
@NullMarked
package dev.handsel.identity;

import org.jspecify.annotations.NullMarked;
