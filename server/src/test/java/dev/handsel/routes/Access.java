package dev.handsel.routes;

/** How a route finds out who is calling. */
enum Access {
    OPEN,
    VISITOR,
    FORM,
    PAGE,
    SIGNED,
    STRIPE,
    CALLER,
    NEVER
}
