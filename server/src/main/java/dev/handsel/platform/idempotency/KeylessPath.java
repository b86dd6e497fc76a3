package dev.handsel.platform.idempotency;

import dev.handsel.platform.http.RequestPaths;

/**
 * Paths that take no {@code Idempotency-Key}: their requests run in no transaction but those of their own, no answer is
 * kept, and the header is not looked at. They are for endpoints that can be repeated by what they are, and that call
 * somebody else, commit step by step, or know their callers only further on: a kept answer would be given to whoever asks.
 * A module names them with a bean of this type.
 */
public record KeylessPath(RequestPaths paths) {}
