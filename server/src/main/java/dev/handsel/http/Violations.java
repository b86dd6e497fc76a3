package dev.handsel.http;

import dev.handsel.refusal.Fault;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
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

    /** The faults of query parameters that these violations of a handler method's parameters are. */
    public static List<Fault> parameterFaults(Collection<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation ->
                        new Fault("?" + last(violation.getPropertyPath()), code(violation), sentence(violation)))
                .distinct()
                .toList();
    }

    static Fault fault(String start, ConstraintViolation<?> violation) {
        return new Fault(Pointers.of(start, violation.getPropertyPath()), code(violation), sentence(violation));
    }

    private static String last(Path path) {
        var name = "";
        for (var node : path) {
            name = node.getName() == null ? name : node.getName();
        }
        return Pointers.wireName(name);
    }

    private static String code(ConstraintViolation<?> violation) {
        return code(violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName());
    }

    /** The code of a constraint by the name of its annotation. */
    public static String code(String constraint) {
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Size", "Length" -> "out_of_range";
            case "Min", "Max", "DecimalMin", "DecimalMax", "Digits", "Range" -> "out_of_range";
            case "Positive", "PositiveOrZero", "Negative", "NegativeOrZero" -> "out_of_range";
            case "Pattern", "Email", "URL", "UUID" -> "malformed";
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
