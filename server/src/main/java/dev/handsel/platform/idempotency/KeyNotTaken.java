package dev.handsel.platform.idempotency;

import dev.handsel.platform.http.RequestPaths;

/**
 * Paths that refuse an {@code Idempotency-Key} (400 {@code idempotency_key_not_taken}) although they know their callers: an
 * answer that is given twice would be wrong the second time. A module names them with a bean of this type. Where nobody is
 * known no key is taken anyway: strangers would share their answers.
 */
public record KeyNotTaken(RequestPaths paths) {}
