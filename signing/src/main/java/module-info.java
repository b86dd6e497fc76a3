/**
 * Signed HTTP requests: RFC 9421 with the profile {@code device-v1}, the compatible scheme of four headers, and what both
 * need. Nothing but the JDK is required at run time.
 */
module dev.handsel.signing {
    requires static transitive org.jspecify;
    requires static transitive java.net.http;

    exports dev.handsel.signing;
    exports dev.handsel.signing.client;
    exports dev.handsel.signing.explain;
    exports dev.handsel.signing.fields;
    exports dev.handsel.signing.keys;
    exports dev.handsel.signing.verify;
}
