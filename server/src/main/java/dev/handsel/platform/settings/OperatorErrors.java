package dev.handsel.platform.settings;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Tells the operator's mistakes from bugs. Spring's own report is left out for the first kind: the command line prints the sentence. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class OperatorErrors implements SpringBootExceptionReporter {

    OperatorErrors(@Nullable ConfigurableApplicationContext context) {
        // Spring Boot creates reporters through a constructor with exactly this parameter.
    }

    @Override
    public boolean reportException(Throwable failure) {
        return sentence(failure).isPresent();
    }

    /** The one sentence for the operator, or nothing when the failure is not the operator's to put right. */
    public static Optional<String> sentence(Throwable failure) {
        return causes(failure)
                .map(OperatorErrors::explained)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        // Walked by hand: a bind failure is explained best by its innermost cause.
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause).toList().reversed().stream();
    }

    private static @Nullable String explained(Throwable cause) {
        return switch (cause) {
            case CannotStart told -> told.getMessage();
            case PortInUseException taken ->
                "Port " + taken.getPort() + " is already in use; set HANDSEL_PORT to another one or stop what uses it.";
            case BindValidationException invalid ->
                "The configuration is not valid: "
                        + invalid.getValidationErrors().getAllErrors().stream()
                                .map(OperatorErrors::named)
                                .collect(Collectors.joining("; "))
                        + ".";
            case BindException unreadable ->
                "The setting " + unreadable.getName() + " has a value that cannot be used.";
            default -> null;
        };
    }

    private static String named(ObjectError error) {
        return error instanceof FieldError field
                ? field.getObjectName() + "." + field.getField() + " " + field.getDefaultMessage()
                : error.getObjectName() + " " + error.getDefaultMessage();
    }
}
