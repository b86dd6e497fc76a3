package dev.handsel.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An endpoint whose work grows with all that is stored. A caller may wait for few of these at a time; one more is refused
 * with 429 {@code too_many_at_once}, whichever of them it asks for.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Costly {}
