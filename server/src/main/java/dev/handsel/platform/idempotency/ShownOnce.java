package dev.handsel.platform.idempotency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A member of an answer that holds a secret: an answer that is given again has null there and {@code "secret_shown": true}
 * at its top. The handler names it by {@link Secrets#inAnswer}.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface ShownOnce {}
