/**
 * Signed HTTP requests: RFC 9421 with the profile {@code device-v1}, the compatible scheme of four headers, and what both
 * need. Nothing but the JDK is required at run time.
 */
module dev.handsel.signing {
    requires static org.jspecify;
    requires static java.net.http;

    exports dev.handsel.signing;
}
