package dev.handsel.platform.json;

import dev.handsel.base.words.PlainText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A member of a body that is {@link PlainText}: what people are called, and what they call things. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Plain.Check.class)
public @interface Plain {

    String message() default "one line, without control characters and changes of direction";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Nothing is plain. */
    final class Check implements ConstraintValidator<Plain, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || PlainText.isPlain(text);
        }
    }
}
