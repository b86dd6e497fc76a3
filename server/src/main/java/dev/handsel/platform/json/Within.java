package dev.handsel.platform.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A member that is a time not before {@code from} and before {@code until}. */
@Documented
@Constraint(validatedBy = Within.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Within {

    /** The first instant that is allowed, in RFC 3339. */
    String from() default "1970-01-01T00:00:00Z";

    /** The first instant that no longer is, in RFC 3339. */
    String until() default "9999-12-31T23:59:59Z";

    /** What is expected. */
    String message() default "Expected a time from {from} on and before {until}";

    /** Part of every constraint. */
    Class<?>[] groups() default {};

    /** Part of every constraint. */
    Class<? extends Payload>[] payload() default {};

    /** Absence is for others to judge. */
    final class Check implements ConstraintValidator<Within, Instant> {

        private Instant from = Instant.MIN;
        private Instant until = Instant.MAX;

        @Override
        public void initialize(Within within) {
            from = Instant.parse(within.from());
            until = Instant.parse(within.until());
        }

        @Override
        public boolean isValid(@Nullable Instant instant, ConstraintValidatorContext context) {
            return instant == null || (!instant.isBefore(from) && instant.isBefore(until));
        }
    }
}
