package dev.handsel.platform.http;

/**
 * Paths that look at no body, so that it may be of any form: what comes there was meant for somebody else, or is a browser's
 * own affair. A module names them with a bean of this type; everywhere else a body is JSON, or a form where a page has one.
 */
public record UnreadBody(RequestPaths paths) {}
