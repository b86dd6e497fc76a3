package dev.handsel.platform.http;

/**
 * Pages that may do more than others in a browser, such as run scripts of this server. A module names them with a bean of this
 * type.
 *
 * @param policy their content security policy, in full
 */
public record ContentPolicy(RequestPaths paths, String policy) {}
