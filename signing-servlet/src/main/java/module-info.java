/** Verifies signed requests in front of servlets. */
module dev.handsel.signing.servlet {
    requires static transitive org.jspecify;
    requires transitive dev.handsel.signing;
    requires transitive jakarta.servlet;

    exports dev.handsel.signing.servlet;
}
