package dev.handsel.platform.http;

/**
 * Paths whose visitors bring what stands raw in their address: browsers and advertising tools send characters as they are
 * that RFC 3986 has percent-encoded. It is encoded for them before anybody reads it. A module names such paths with a bean of
 * this type; everywhere else the request is refused, see {@link RawCharacters}.
 */
public record ForgivenTargets(RequestPaths paths) {}
