package dev.handsel.platform.http;

/**
 * Paths of the API whose answers are the same for everybody, so that caches may keep them: they say themselves for how long.
 * A module names them with a bean of this type; every other answer of the API is kept by nobody.
 */
public record PublicAnswer(RequestPaths paths) {}
