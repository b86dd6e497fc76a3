package dev.handsel.platform.idempotency;

import org.jspecify.annotations.Nullable;

/** Rolls a transaction back because its answer is no success; the cause tells whether it may be tried again. */
final class Undone extends RuntimeException {

    final transient BufferedResponse answer;

    Undone(BufferedResponse answer, @Nullable Exception cause) {
        super("The answer is no success", cause, false, false);
        this.answer = answer;
    }
}
