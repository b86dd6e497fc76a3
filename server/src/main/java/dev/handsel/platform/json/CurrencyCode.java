package dev.handsel.platform.json;

import dev.handsel.base.money.Currencies;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A member that is the code of a currency with a minor unit, whether it is in use or has ended. */
@Documented
@Constraint(validatedBy = CurrencyCode.OfText.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface CurrencyCode {

    /** What is expected. */
    String message() default "Expected an ISO 4217 code of a currency with a minor unit, such as USD";

    /** Part of every constraint. */
    Class<?>[] groups() default {};

    /** Part of every constraint. */
    Class<? extends Payload>[] payload() default {};

    /** Judges texts; absence is for others to judge. */
    final class OfText implements ConstraintValidator<CurrencyCode, String> {
        @Override
        public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
            return code == null || Currencies.find(code).isPresent();
        }
    }
}
