package dev.handsel.platform.http;

/**
 * Paths that are asked about requests to other servers, by those servers' names. A module names them with a bean of this type, and
 * checks by itself who may ask.
 */
public record ForeignHosts(RequestPaths paths) {}
