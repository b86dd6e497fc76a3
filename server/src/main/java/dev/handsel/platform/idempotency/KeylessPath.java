package dev.handsel.platform.idempotency;

import dev.handsel.platform.http.RequestPaths;

/**
 * Paths that look at no {@code Idempotency-Key}: their requests run in no transaction but those of their own, and no answer is
 * kept. They are for endpoints that can be repeated by what they are, and that call somebody else or commit step by step, or
 * that are asked about requests whose headers are meant for somebody else. A module names them with a bean of this type.
 */
public record KeylessPath(RequestPaths paths) {}
