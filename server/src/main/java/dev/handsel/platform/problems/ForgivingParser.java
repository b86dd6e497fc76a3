package dev.handsel.platform.problems;

import org.apache.tomcat.util.http.parser.HttpParser;

/**
 * Lets request lines through that hold what RFC 3986 has encoded, octets beyond ASCII among them: a filter says for which paths
 * they are taken, and answers all others in words. Line ends, control characters, blanks and {@code #} are refused as ever.
 */
final class ForgivingParser extends HttpParser {

    /** All that Tomcat can be told to let through. */
    private static final String IN_QUERIES = "\"<>[\\]^`{|}";

    /** No backslash: what takes it for a slash would read another path. */
    private static final String IN_PATHS = "\"<>[]^`{|}";

    ForgivingParser() {
        super(IN_PATHS, IN_QUERIES);
    }

    /** Whether this octet, of a signed byte, is beyond ASCII; Tomcat has no setting for these. */
    private static boolean isBeyondAscii(int octet) {
        return octet < 0 || octet >= 0x80;
    }

    @Override
    public boolean isNotRequestTargetRelaxed(int octet) {
        return !isBeyondAscii(octet) && super.isNotRequestTargetRelaxed(octet);
    }

    @Override
    public boolean isAbsolutePathRelaxed(int octet) {
        return isBeyondAscii(octet) || super.isAbsolutePathRelaxed(octet);
    }

    @Override
    public boolean isQueryRelaxed(int octet) {
        return isBeyondAscii(octet) || super.isQueryRelaxed(octet);
    }
}
