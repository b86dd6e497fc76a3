package dev.handsel.platform.http;

/**
 * Paths that ask nobody who they are: credentials sent there are not looked at, so the endpoint is open or proves its
 * caller by itself. A module opens paths with a bean of this type.
 */
public record OpenPath(RequestPaths paths) {

    /**
     * Pages for a browser that are open to whoever has their address, which may be a secret that must not travel on. They
     * have a session for their forms. A module opens pages with a bean of this type.
     */
    public record OpenPages(RequestPaths paths) {}
}
