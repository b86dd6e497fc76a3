package dev.handsel.signing;

import java.util.List;

/**
 * A request as it is on the wire, before anything is decoded. Whoever implements it passes on what arrived: a target that
 * was normalised, or a body that was parsed and written again, no longer fits its signature.
 */
public interface RequestMessage {

    /** The method, such as {@code GET}; methods are case-sensitive. */
    String method();

    /** {@code https} or {@code http}: decides which port is the default one and left out of the authority. */
    String scheme();

    /** Path and query as in the request line, neither decoded nor re-encoded: {@code /v1/x?a=%20}. */
    String target();

    /** The lines of this header in their order, none where there is no such header; names are case-insensitive. */
    List<String> header(String name);

    /** The bytes of the body, empty where there is none. The array is shared: nobody writes to it. */
    byte[] body();
}
