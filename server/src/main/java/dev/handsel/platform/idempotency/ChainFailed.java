package dev.handsel.platform.idempotency;

import jakarta.servlet.ServletException;

/** Carries a servlet's exception out of a transaction. */
final class ChainFailed extends RuntimeException {

    private final ServletException inner;

    ChainFailed(ServletException inner) {
        super(inner);
        this.inner = inner;
    }

    ServletException inner() {
        return inner;
    }
}
