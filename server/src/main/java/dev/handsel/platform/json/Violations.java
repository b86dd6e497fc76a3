package dev.handsel.platform.json;

import dev.handsel.base.refusal.Fault;
import jakarta.validation.ConstraintViolation;
import java.util.Collection;
import java.util.List;

/** Turns what Bean Validation finds into faults with pointers. */
public final class Violations {

    private Violations() {}

    /** The faults of a request body that these violations are. */
    public static List<Fault> faults(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> fault("", violation))
                .distinct()
                .toList();
    }

    /** The fault of a handler method's parameter that this violation is; {@code pointer} says which one. */
    public static Fault of(String pointer, ConstraintViolation<?> violation) {
        return new Fault(pointer, code(violation), sentence(violation));
    }

    static Fault fault(String start, ConstraintViolation<?> violation) {
        return of(Pointers.of(start, violation.getPropertyPath()), violation);
    }

    static String code(ConstraintViolation<?> violation) {
        var constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Size", "Length" -> "out_of_range";
            case "CurrencyCode" -> "unknown_currency";
            case "Within" -> "out_of_range";
            case "Min", "Max", "DecimalMin", "DecimalMax", "Digits", "Range" -> "out_of_range";
            case "Positive", "PositiveOrZero", "Negative", "NegativeOrZero" -> "out_of_range";
            case "Pattern", "Email", "URL", "UUID", "Plain" -> "malformed";
            case "AssertTrue", "AssertFalse" -> "invalid";
            default -> Pointers.wireName(constraint);
        };
    }

    private static String sentence(ConstraintViolation<?> violation) {
        var message = violation.getMessage();
        return message.isEmpty() || message.endsWith(".")
                ? message
                : Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
